import { DuplexWindow } from './page/duplex-window.ts';
import { expect, test } from './page/launch.ts';

test('names and values of a message are offered, and put in with what they need', async ({
  launch,
  samples,
}) => {
  const { page } = await launch({ connect: samples.plaintext });
  const duplex = new DuplexWindow(page);
  const { keyboard } = page;
  const { offers } = duplex;
  const text = async () => JSON.parse(await duplex.messageText()) as unknown;
  await duplex.open('Greeter/Fail');
  await duplex.write('{}');
  await keyboard.press('Control+End');
  await keyboard.press('ArrowLeft');
  await keyboard.press('Control+Space');
  await expect(offers.getByRole('option', { name: /^details/ })).toBeVisible();
  await keyboard.type('deta');
  await expect(offers.getByRole('option')).toHaveCount(1);
  await expect(offers.getByRole('option', { selected: true })).toHaveText(/^details/);
  await keyboard.press('Enter');
  await expect.poll(text).toEqual({ details: [] });
  await keyboard.press('Control+Space');
  await expect(offers.getByRole('option', { name: /^DETAIL_HELP/ })).toBeVisible();
  await keyboard.type('HELP');
  await expect(offers.getByRole('option')).toHaveCount(1);
  await keyboard.press('Enter');
  await expect.poll(text).toEqual({ details: ['DETAIL_HELP'] });
  await duplex.button('Invoke').click();
  await expect(duplex.callStatus).toHaveText(/OK|[A-Z_]+ \d+/);
});

test('what is typed stands there as typed; Esc closes the offers and leaves the call alone', async ({
  launch,
  samples,
}) => {
  const { page } = await launch({ connect: samples.plaintext });
  const duplex = new DuplexWindow(page);
  const { keyboard } = page;
  const { offers } = duplex;
  await duplex.open('Converse');
  await duplex.button('Start').click();
  await expect(duplex.callStatus).toHaveText('Streaming');
  await duplex.write('');
  await duplex.message.focus();
  const typed = '{\n"room": "help",\n"author": "Ada", "text": "te"\n}';
  await keyboard.type(typed);
  expect(JSON.parse(await duplex.messageText())).toEqual(JSON.parse(typed));
  await duplex.write('{"');
  await keyboard.press('Control+End');
  await keyboard.type('r');
  await expect(offers).toBeVisible();
  await keyboard.press('Escape');
  await expect(offers).toBeHidden();
  await expect(duplex.callStatus).toHaveText('Streaming');
});

test('F1 and the pointer tell what a field is, and a refused call goes to its place', async ({
  launch,
  samples,
}) => {
  const { page } = await launch({ connect: samples.plaintext });
  const duplex = new DuplexWindow(page);
  const { keyboard } = page;
  const card = duplex.helpCard;
  await duplex.open('Types/Echo');
  await duplex.write(`{\n${'\n'.repeat(60)}  "int64Value": "ten"\n}`);
  await keyboard.press('Control+Home');
  await duplex.button('Invoke').click();
  await expect(page.getByText(/^\$\.int64Value: expected int64/)).toBeVisible();
  const name = duplex.message.getByText('"int64Value"');
  await expect(name).toBeInViewport();
  await duplex.message.focus();
  await keyboard.press('F1');
  await expect(card).toContainText('int64Value: int64');
  await expect(card).toContainText('in .proto files int64_value');
  await keyboard.press('Escape');
  await expect(card).toBeHidden();
  await name.hover();
  await expect(card).toContainText('int64Value: int64');
});

test('the type of an Any is found by a part of its name, and its fields are offered', async ({
  launch,
  samples,
}) => {
  const { page } = await launch({ connect: samples.plaintext });
  const duplex = new DuplexWindow(page);
  const { keyboard } = page;
  const { offers } = duplex;
  await duplex.open('Types/Echo');
  await duplex.write('{"any": {"@type": ""}}');
  await keyboard.press('Control+End');
  for (let step = 0; step < 3; step += 1) await keyboard.press('ArrowLeft');
  await keyboard.type('SayHelloReq');
  await offers.getByRole('option', { name: /sample\.greeter\.v1\.SayHelloRequest/ }).click();
  await keyboard.type(', "');
  await expect(offers.getByRole('option', { name: /^ticket/ })).toBeVisible();
  await keyboard.type('na');
  await expect(offers.getByRole('option')).toHaveCount(1);
  await keyboard.press('Enter');
  await expect
    .poll(async () => JSON.parse(await duplex.messageText()) as unknown)
    .toEqual({
      any: { '@type': 'type.googleapis.com/sample.greeter.v1.SayHelloRequest', name: '' },
    });
});

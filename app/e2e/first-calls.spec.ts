import { DuplexWindow } from './page/duplex-window.ts';
import { expect, test } from './page/launch.ts';

test.describe('a first session on the sample server', () => {
  test('connect, filter, open the chat, talk, finish, OK', async ({ launch, samples }) => {
    const { page } = await launch();
    const duplex = new DuplexWindow(page);
    await expect(duplex.connection).toHaveText(/^Not connected/);
    await duplex.connectTo(samples.plaintext);
    await expect(
      duplex.services.getByRole('treeitem', { name: /^sample\.chat\.v1\.Chat\b/ }),
    ).toBeVisible();

    await duplex.filter.fill('conv');
    await expect(duplex.method('Converse')).toBeVisible();
    await expect(duplex.method('SayHello')).toHaveCount(0);
    await duplex.open('Converse');
    expect(JSON.parse(await duplex.messageText())).toMatchObject({
      room: '',
      author: '',
      text: '',
    });

    await duplex.button('Start').click();
    await expect(duplex.callStatus).toHaveText(/Streaming/);
    await expect(duplex.event('Sent')).toHaveCount(0);
    for (const number of [1, 2, 3]) {
      const typed = `{"room":"story","author":"Ada","text":"message ${number}"}`;
      await duplex.write(typed);
      await duplex.button('Send').click();
      await expect(duplex.event(`Sent ${number}`)).toBeVisible();
      // The room greets first; the echo of message N is the answer N + 1.
      await expect(duplex.event(`Received ${number + 1}`)).toContainText(`MESSAGE ${number}`);
      expect(await duplex.messageText()).toBe(typed);
    }
    await duplex.button('Finish sending').click();
    await expect(duplex.callStatus).toHaveText(/OK/);
    const names = await duplex.timeline
      .getByRole('option')
      .evaluateAll((items) =>
        items.map((item) => item.getAttribute('aria-label') ?? item.textContent ?? ''),
      );
    const talk = names
      .filter((name) => /^(Sent|Received)/.test(name))
      .map((name) => name.split(',')[0]);
    expect(talk).toEqual([
      'Sent 1',
      'Received 1',
      'Received 2',
      'Sent 2',
      'Received 3',
      'Sent 3',
      'Received 4',
    ]);
    expect(names.some((name) => name.startsWith('Half-closed'))).toBe(true);
    expect(names.at(-1)).toMatch(/^End/);

    await duplex.event('Received 4').click();
    await expect(duplex.detail).toContainText('MESSAGE 3');
  });

  test('a unary call with metadata both ways and every digit', async ({ launch, samples }) => {
    const { page } = await launch({ connect: samples.plaintext });
    const duplex = new DuplexWindow(page);
    await duplex.open('SayHello');
    await duplex.write('{"name":"Ada","id":9007199254740993}');
    await duplex.part('Request parts', 'Metadata').click();
    await duplex.button('Add metadata').click();
    await page.getByRole('textbox', { name: 'Metadata name 1' }).fill('x-request-id');
    await page.getByRole('textbox', { name: 'Metadata value 1' }).fill('story-7');
    await duplex.button('Invoke').click();
    await expect(duplex.callStatus).toHaveText(/OK/);
    await expect(duplex.detail).toContainText('"id": "9007199254740993"');
    await duplex.part('Response parts', 'Headers').click();
    for (const name of ['Request headers', 'Headers'])
      await expect(page.getByRole('table', { name, exact: true })).toContainText('story-7');
    await duplex.part('Response parts', 'Trailers').click();
    await expect(page.getByText('sample-served-by')).toBeVisible();
    await duplex.part('Response parts', 'Response').click();
    await expect(page.getByText('"Hello, Ada!"')).toBeVisible();
    await duplex.part('Request parts', 'Message').click();
    expect(await duplex.messageText()).toBe('{"name":"Ada","id":9007199254740993}');
  });

  test('a server stream, watched, then cancelled', async ({ launch, samples }) => {
    const { page } = await launch({ connect: samples.plaintext });
    const duplex = new DuplexWindow(page);
    await duplex.open('Market/Watch');
    await duplex.write({ symbol: 'DPX', count: 4, payloadBytes: 1 });
    await duplex.button('Invoke').click();
    await expect(duplex.callStatus).toHaveText(/OK/);
    await expect(duplex.event('Received')).toHaveCount(4);

    await duplex.write({ symbol: 'DPX', rate: 20 });
    await duplex.button('Invoke').click();
    await expect(duplex.callStatus).toHaveText(/Streaming/);
    await expect(duplex.event('Received 5')).toBeVisible();
    await duplex.button('Cancel').click();
    await expect(duplex.callStatus).toHaveText(/CANCELLED/);
    await expect(duplex.event('Cancelled')).toBeVisible();
    await expect(duplex.event('End')).toBeVisible();
  });

  test('a client stream that sums', async ({ launch, samples }) => {
    const { page } = await launch({ connect: samples.plaintext });
    const duplex = new DuplexWindow(page);
    await duplex.open('Upload');
    await duplex.button('Start').click();
    for (const value of [1, 2, 4]) {
      await duplex.write({ sensor: 'a', value });
      await duplex.button('Send').click();
      await expect(duplex.event(`Sent`)).not.toHaveCount(0);
    }
    await expect(duplex.event('Sent 3')).toBeVisible();
    await duplex.button('Finish sending').click();
    await expect(duplex.callStatus).toHaveText(/OK/);
    await duplex.event('Received 1').click();
    await expect(duplex.detail).toContainText('"sum": 7');
  });

  test('several documents at one Send', async ({ launch, samples }) => {
    const { page } = await launch({ connect: samples.plaintext });
    const duplex = new DuplexWindow(page);
    const documents =
      '{"sensor":"a","value":1}\n{"sensor":"b","value":2}\n{"sensor":"c","value":4}';
    await duplex.open('Upload');
    await duplex.button('Start').click();
    await duplex.write(documents.replace('4', '"four"'));
    await duplex.button('Send').click();
    await expect(page.getByText('Message 3: $.value: expected double, got "four"')).toBeVisible();
    await expect(duplex.event('Sent')).toHaveCount(0);
    await duplex.write(documents);
    await duplex.button('Send').click();
    await expect(duplex.event('Sent')).toHaveCount(3);
    expect(await duplex.messageText()).toBe(documents);
    await duplex.button('Finish sending').click();
    await expect(duplex.callStatus).toHaveText(/OK/);
    await duplex.event('Received 1').click();
    await expect(duplex.detail).toContainText('"sum": 7');
  });

  test('a failing call with its details, and an expired deadline', async ({ launch, samples }) => {
    const { page } = await launch({ connect: samples.plaintext });
    const duplex = new DuplexWindow(page);
    await duplex.open('Fail');
    await duplex.write({
      code: 3,
      message: 'no such thing',
      details: ['DETAIL_BAD_REQUEST', 'DETAIL_HELP'],
    });
    await duplex.button('Invoke').click();
    await expect(duplex.callStatus).toHaveText(/INVALID_ARGUMENT/);
    await duplex.part('Response parts', 'Error details').click();
    await expect(page.getByText('google.rpc.BadRequest').first()).toBeVisible();

    await duplex.open('Slow');
    await duplex.write({ delay: '30s' });
    await duplex.deadline.fill('150ms');
    await duplex.button('Invoke').click();
    await expect(duplex.callStatus).toHaveText(/DEADLINE_EXCEEDED/);
    await expect(duplex.deadline).toHaveValue('150ms');
  });

  test('several requests stream at once, each in its tab', async ({ launch, samples }) => {
    const { page } = await launch({ connect: samples.plaintext });
    const duplex = new DuplexWindow(page);
    await duplex.open('Market/Watch');
    await duplex.write({ symbol: 'ONE', rate: 20 });
    await duplex.button('Invoke').click();
    await expect(duplex.event('Received 2')).toBeVisible();
    await duplex.open('Converse');
    await duplex.button('Start').click();
    await duplex.write({ room: 'both', author: 'Ada', text: 'meanwhile' });
    await duplex.button('Send').click();
    await expect(duplex.event('Received 2')).toContainText('MEANWHILE');
    await expect(duplex.tabs).toHaveCount(2);

    await duplex.tabs.first().click();
    await expect(duplex.callStatus).toHaveText(/Streaming/);
    const seen = await duplex.event('Received').count();
    expect(seen).toBeGreaterThan(2);
    await duplex.button('Cancel').click();
    await expect(duplex.callStatus).toHaveText(/CANCELLED/);
    await duplex.tabs.nth(1).click();
    await expect(duplex.callStatus).toHaveText(/Streaming/);
    await duplex.button('Finish sending').click();
    await expect(duplex.callStatus).toHaveText(/OK/);
  });

  test('a flood of a million messages leaves the window usable', async ({ launch, samples }) => {
    const { page } = await launch({ connect: samples.plaintext });
    const duplex = new DuplexWindow(page);
    await duplex.open('Market/Watch');
    await duplex.write({ symbol: 'DPX', count: 1_000_000, payloadBytes: 1 });
    await duplex.button('Invoke').click();
    await expect(duplex.callStatus).toHaveText(/Streaming/);
    // The composer takes what is typed meanwhile.
    await duplex.write({ symbol: 'typed meanwhile' });
    expect(await duplex.messageText()).toContain('typed meanwhile');
    await expect(duplex.callStatus).toHaveText(/OK/, { timeout: 50_000 });
    await expect(duplex.event('End')).toBeVisible();
    expect(await duplex.timeline.getByRole('option').count()).toBeLessThan(200);
    await duplex.event('End').click();
    await page.keyboard.press('Home');
    await expect(duplex.event('Start')).toBeVisible();
    await expect(duplex.event('Received 1')).toBeVisible();
  });
});

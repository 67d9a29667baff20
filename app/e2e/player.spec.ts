import { DuplexWindow } from './page/duplex-window.ts';
import { expect, test } from './page/launch.ts';

test.describe('messages that are played', () => {
  test('go at an interval, are stopped, and go again from a past call', async ({
    launch,
    samples,
  }) => {
    const { page } = await launch({ connect: samples.plaintext });
    const duplex = new DuplexWindow(page);
    const player = page.getByRole('dialog', { name: 'Play messages' });
    const amount = (name: string) => player.getByRole('textbox', { name, exact: true });
    const play = player.getByRole('button', { name: 'Play', exact: true });
    const state = page.getByRole('status', { name: 'Player' });
    await duplex.open('Telemetry/Upload');
    await duplex.write({ sensor: 'a', value: 1 });
    await duplex.button('Start').click();
    await duplex.button('Add a message').click();
    await duplex.write({ sensor: 'b', value: 'ten' });

    await duplex.button('Play…').click();
    await amount('Interval, ms').fill('5');
    await amount('Repeat, times').fill('20');
    await play.click();
    // What is wrong is shown at the message, and nothing was sent.
    await expect(page.getByText('expected double, got "ten"')).toBeVisible();
    await expect(duplex.event('Sent 1')).toHaveCount(0);

    await duplex.write({ sensor: 'b', value: 10 });
    await duplex.button('Play…').click();
    await expect(amount('Interval, ms')).toHaveValue('5');
    await play.click();
    await expect(state).toHaveText('Played 40 of 40');
    await expect(duplex.event('Sent 40')).toBeVisible();

    await duplex.button('Play…').click();
    await amount('Interval, ms').fill('60000');
    await play.click();
    await expect(state).toHaveText('Playing messages');
    await duplex.button('Stop playing').click();
    await expect(state).toHaveText(/^Stopped after 1 of 40$/);
    await expect(duplex.button('Send')).toBeFocused();
    await duplex.button('Finish sending').click();
    await expect(duplex.callStatus).toHaveText('OK 0');

    await duplex.button('Start').click();
    await expect(duplex.callStatus).toHaveText('Streaming');
    await duplex.pastCall('Upload, OK 0').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Play its messages' }).click();
    await expect(player).toContainText('41 messages');
    await amount('Speed, ×').fill('100');
    await player.getByText('Finish sending when done').click();
    await play.click();
    await expect(duplex.callStatus).toHaveText('OK 0');
    await expect(duplex.event('Sent 41')).toBeVisible();
    await expect(state).toHaveText('Played 41 of 41');

    // Of the calls of this method one is chosen.
    await duplex.button('Start').click();
    await expect(duplex.callStatus).toHaveText('Streaming');
    await duplex.button('Play…').click();
    await player.getByRole('combobox', { name: 'Past call' }).selectOption({ index: 1 });
    await amount('Speed, ×').fill('50');
    await play.click();
    await expect(state).toHaveText('Played 41 of 41');
  });
});

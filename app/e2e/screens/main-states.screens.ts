import type { ElectronApplication, Page } from '@playwright/test';
import { inRoot } from '#app/tools/paths.mjs';
import { DuplexWindow } from '../page/duplex-window.ts';
import { expect, test } from '../page/launch.ts';

/** Each state is drawn in both themes at both sizes, for a person to look at. */
const sizes = [
  [1280, 800],
  [900, 600],
] as const;

for (const theme of ['light', 'dark'] as const) {
  test(`the main states in ${theme}`, async ({ launch, samples }) => {
    test.setTimeout(180_000);
    const { app, page } = await launch({ theme });
    const duplex = new DuplexWindow(page);
    const draw = (name: string) => drawState(app, page, `${name}-${theme}`);

    await expect(duplex.connection).toHaveText(/^Not connected/);
    await draw('01-first-run');
    await duplex.address.fill('localhost:1');
    await duplex.button('Connect').click();
    await expect(duplex.connection).toHaveText(/^Failed/);
    await draw('02-failed-to-connect');
    await duplex.connectTo(samples.plaintext);
    await draw('03-connected');

    await duplex.open('SayHello');
    await duplex.write('{\n  "name": "Ada",\n  "id": 9007199254740993\n}');
    await duplex.button('Invoke').click();
    await expect(duplex.callStatus).toHaveText(/OK/);
    await draw('04-unary');
    await duplex.write('{\n  "id": "ten"\n}');
    await duplex.button('Invoke').click();
    await expect(page.getByText('expected int64').first()).toBeVisible();
    await draw('05-message-fault');
    await duplex.part('Request parts', 'Metadata').click();
    await duplex.button('Add metadata').click();
    await page.getByRole('textbox', { name: 'Metadata name 1' }).fill('x-request-id');
    await page.getByRole('textbox', { name: 'Metadata value 1' }).fill('7f3a');
    await duplex.part('Response parts', 'Headers').click();
    await draw('06-metadata-and-headers');

    await duplex.open('Fail');
    await duplex.write(
      '{\n  "code": 3,\n  "message": "the name is too short",\n  "details": ["DETAIL_BAD_REQUEST", "DETAIL_HELP", "DETAIL_UNKNOWN_TYPE"]\n}',
    );
    await duplex.button('Invoke').click();
    await expect(duplex.callStatus).toHaveText(/INVALID_ARGUMENT/);
    await duplex.part('Response parts', 'Error details').click();
    await draw('07-error-details');

    await duplex.open('Market/Watch');
    await duplex.write('{\n  "symbol": "DPX",\n  "count": 300000,\n  "payloadBytes": 16\n}');
    await duplex.button('Invoke').click();
    await expect(duplex.callStatus).toHaveText(/OK/, { timeout: 60_000 });
    await draw('08-flood');

    await duplex.open('Converse');
    await duplex.button('Start').click();
    for (const text of ['Is anybody here?', 'Watching this live.', 'One last message.']) {
      await duplex.write(`{\n  "room": "lobby",\n  "author": "Ada",\n  "text": "${text}"\n}`);
      await duplex.button('Send').click();
      await expect(duplex.timeline).toContainText(text.toUpperCase());
    }
    await duplex.event('Received 3').click();
    await draw('09-bidi');
    await resize(app, 1280, 800);
    await page.screenshot({ path: inRoot(`docs/duplex-${theme}.png`) });

    await duplex.button('Add schema').first().click();
    await draw('10-add-schema');
    await page.keyboard.press('Escape');
    await duplex.button('TLS').click();
    await draw('11-tls');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+w');
    await draw('12-closing-a-stream');
  });
}

async function drawState(app: ElectronApplication, page: Page, name: string): Promise<void> {
  for (const [width, height] of sizes) {
    await resize(app, width, height);
    await page.screenshot({ path: inRoot(`dist/screens/${name}-${width}.png`) });
  }
}

async function resize(app: ElectronApplication, width: number, height: number): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, [w, h]) => BrowserWindow.getAllWindows()[0]?.setContentSize(w ?? 0, h ?? 0),
    [width, height],
  );
  const [page] = app.windows();
  await page?.waitForFunction(([w, h]) => innerWidth === w && innerHeight === h, [width, height]);
}

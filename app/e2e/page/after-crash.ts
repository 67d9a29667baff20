import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';

/**
 * The page that a window shows once its process has ended: Playwright gives the crashed one up, and
 * sees the next over a connection of its own. Ends with the app.
 */
export async function pageAfterCrash(home: string): Promise<Page> {
  const [port = ''] = readFileSync(join(home, 'chromium', 'DevToolsActivePort'), 'utf8').split(
    '\n',
  );
  const until = Date.now() + 20_000;
  for (;;) {
    const page = await livePage(port);
    if (page !== undefined) return page;
    if (Date.now() > until) throw new Error('The window shows no page');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** The window's page, if one is there and answers: while it is being replaced, connecting may hang. */
async function livePage(port: string): Promise<Page | undefined> {
  let browser: Browser | undefined;
  try {
    browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`, { timeout: 2_000 });
    const page = browser.contexts()[0]?.pages()[0];
    await page?.getByRole('button').first().waitFor({ timeout: 2_000 });
    if (page !== undefined) return page;
  } catch {
    // Not yet there.
  }
  await browser?.close();
  return undefined;
}

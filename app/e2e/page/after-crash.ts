import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, expect, type Page } from '@playwright/test';

/**
 * The page that a window shows once its process has ended: Playwright gives the crashed one up, and
 * sees the next over a connection of its own. Ends with the app.
 */
export async function pageAfterCrash(home: string): Promise<Page> {
  const [port = ''] = readFileSync(join(home, 'chromium', 'DevToolsActivePort'), 'utf8').split(
    '\n',
  );
  // Connecting while the page is being replaced hangs: it has a title once it is there.
  await expect.poll(() => titleOf(port)).toBe('Duplex');
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  const page = browser.contexts()[0]?.pages()[0];
  if (page === undefined) throw new Error('The window shows no page');
  return page;
}

async function titleOf(port: string): Promise<string> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/json/list`);
    const targets = (await answer.json()) as { type: string; title: string }[];
    return targets.find(({ type }) => type === 'page')?.title ?? '';
  } catch {
    return '';
  }
}

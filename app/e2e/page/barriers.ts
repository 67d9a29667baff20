import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/**
 * What axe finds that is serious or worse, each with the elements it is about. `rules` when not all of
 * them are asked.
 */
export async function barriers(page: Page, rules?: readonly string[]): Promise<readonly string[]> {
  // A page that has axe keeps it: to read its source again takes as long as to ask a few rules.
  const isThere = await page.evaluate(() => 'axe' in window);
  const { violations } = await new AxeBuilder({ page, ...(isThere && { axeSource: 'undefined' }) })
    // The other mode opens a page of its own, which an Electron window cannot.
    .setLegacyMode(true)
    // To list what is well too takes twice as long.
    .options({ resultTypes: ['violations'], ...(rules && { runOnly: [...rules] }) })
    .analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`));
}

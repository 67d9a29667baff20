import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ElectronApplication, _electron as electron, type Page } from '@playwright/test';
import { inRoot } from '#app/tools/paths.mjs';
import { launchFlags } from '#app/tools/system.mjs';

export type Theme = 'light' | 'dark';

/** The built gallery in one Electron window, for all its pictures. */
export class GalleryWindow {
  readonly page: Page;
  /** What draws the pictures, such as `linux-electron33`: another one draws other pixels. */
  readonly renderer: string;
  readonly #app: ElectronApplication;
  readonly #home: string;

  private constructor(app: ElectronApplication, page: Page, renderer: string, home: string) {
    this.#app = app;
    this.page = page;
    this.renderer = renderer;
    this.#home = home;
  }

  static async open(): Promise<GalleryWindow> {
    const executablePath = process.env['DUPLEX_E2E_ELECTRON'];
    if (!executablePath) throw new Error('global-setup.ts has not named an Electron');
    const home = mkdtempSync(join(tmpdir(), 'duplex-gallery-'));
    const app = await electron.launch({
      executablePath,
      args: [...launchFlags(), ...samePixels, `--user-data-dir=${home}`, main],
    });
    const page = await app.firstWindow();
    await page.waitForLoadState('load');
    const electronMajor = await app.evaluate(() => process.versions.electron?.split('.')[0]);
    const renderer = `${process.platform}-electron${electronMajor}${await fontNote(page)}`;
    return new GalleryWindow(app, page, renderer, home);
  }

  async close(): Promise<void> {
    await this.#app.close();
    rmSync(this.#home, { recursive: true, force: true });
  }

  /** The names in the page's own index: nothing that it can show is forgotten. */
  async names(what: 'Window states' | 'Pieces'): Promise<readonly string[]> {
    await this.page.goto(`${origin}/gallery.html`);
    return this.page.getByRole('navigation', { name: what }).getByRole('link').allTextContents();
  }

  /**
   * Shows one state or sample in a window of that size; it has drawn itself then. Each has a page of its
   * own, in which its other shapes are drawn anew from the start: that takes half of a page's time.
   */
  async show(
    what: 'state' | 'sample',
    name: string,
    { theme, size }: { readonly theme: Theme; readonly size: Size },
  ): Promise<void> {
    await this.page.setViewportSize(size);
    await this.page.emulateMedia({ colorScheme: theme });
    const address = `${origin}/gallery.html?${what}=${name}`;
    if (this.page.url() !== address) await this.page.goto(address);
    else await this.page.evaluate(() => dispatchEvent(new Event('again')));
    // Nothing is under the pointer.
    await this.page.mouse.move(0, 0);
    await this.page.locator('html[data-drawn]').waitFor({ timeout: 10_000 });
    // Whether a focus is shown hangs on what was used last: here always the keyboard, by a key of no use.
    await this.page.keyboard.press('Pause');
  }
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

const origin = 'gallery://duplex';
const main = inRoot('app/e2e/gallery/main.mjs');

/** Whatever screen and fonts' settings the machine has. */
const samePixels = [
  '--force-device-scale-factor=1',
  '--font-render-hinting=none',
  '--disable-lcd-text',
  '--force-color-profile=srgb',
];

/** Nothing where the interface's font is the one that a bare system gets, else that it is not. */
async function fontNote(page: Page): Promise<string> {
  const isUsual = await page.evaluate(() => {
    const context = document.createElement('canvas').getContext('2d');
    const font = getComputedStyle(document.body).fontFamily;
    const widthIn = (family: string) => {
      if (context === null) return 0;
      context.font = `13px ${family}`;
      return context.measureText('The quick brown fox jumps over the lazy dog').width;
    };
    return widthIn(font) === widthIn('"DejaVu Sans", monospace');
  });
  return isUsual ? '' : '-other-font';
}

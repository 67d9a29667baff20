import { describe, expect, it } from 'vitest';
import css from './tokens.css?raw';

type Scheme = 'light' | 'dark';

/** `--name: light-dark(#light, #dark)` of the part of the style sheet given. */
function colours(part: string, scheme: Scheme): ReadonlyMap<string, string> {
  const found = part.matchAll(/--([\w-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)/g);
  return new Map(
    [...found].map(([, name = '', light = '', dark = '']) => [
      name,
      scheme === 'light' ? light : dark,
    ]),
  );
}

/** WCAG 2.2, relative luminance. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

const contrastPart = css.indexOf('[data-contrast="more"]');
const reducedPart = css.indexOf('@media (prefers-reduced-motion');
const themes = (['light', 'dark'] as const).flatMap((scheme) => {
  const usual = colours(css.slice(0, contrastPart), scheme);
  const more = colours(css.slice(contrastPart, reducedPart), scheme);
  return [
    { theme: scheme, tokens: usual },
    { theme: `${scheme}, more contrast`, tokens: new Map([...usual, ...more]) },
  ];
});

const surfaces = ['surface-0', 'surface-1', 'surface-2', 'selected'];
const texts = ['text-0', 'text-1', 'text-2', 'accent', 'ok', 'warn', 'danger', 'sent', 'received'];

describe.each(themes)('colours: $theme', ({ tokens }) => {
  const colour = (name: string) => {
    const value = tokens.get(name);
    if (value === undefined) throw new Error(`tokens.css has no colour --${name}`);
    return value;
  };

  it.each(texts)('%s can be read on every surface', (text) => {
    for (const surface of surfaces) {
      expect(contrast(colour(text), colour(surface)), surface).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('the two darker texts can be read on what is pressed', () => {
    for (const text of ['text-0', 'text-1']) {
      expect(contrast(colour(text), colour('surface-3')), text).toBeGreaterThanOrEqual(4.5);
    }
  });

  it.each(['line-strong', 'focus'])('%s stands out from what is around it', (mark) => {
    for (const surface of ['surface-0', 'surface-1', 'surface-2']) {
      expect(contrast(colour(mark), colour(surface)), surface).toBeGreaterThanOrEqual(3);
    }
  });

  it('the label of the primary button can be read', () => {
    for (const fill of ['accent', 'accent-hover']) {
      expect(contrast(colour('accent-text'), colour(fill)), fill).toBeGreaterThanOrEqual(4.5);
    }
  });
});

it('more contrast is more', () => {
  for (const scheme of ['light', 'dark']) {
    const usual = themes.find(({ theme }) => theme === scheme)?.tokens;
    const more = themes.find(({ theme }) => theme === `${scheme}, more contrast`)?.tokens;
    for (const text of texts) {
      const ratios = [usual, more].map((tokens) =>
        contrast(tokens?.get(text) ?? '', tokens?.get('surface-0') ?? ''),
      );
      expect(ratios[1], `${scheme} ${text}`).toBeGreaterThan(ratios[0] ?? 0);
    }
  }
});

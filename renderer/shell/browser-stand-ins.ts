/**
 * What Chromium has and jsdom lacks, as far as drawing the window needs it to exist at all. Nothing
 * has a size in jsdom, so nothing is ever observed or scrolled.
 */
class IdleObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

export function standInForBrowser(): void {
  define(globalThis, 'ResizeObserver', IdleObserver);
  define(globalThis, 'CSS', { escape: (text: string) => text.replace(/[^\w-]/g, '\\$&') });
  define(Element.prototype, 'scrollIntoView', () => undefined);
  define(Range.prototype, 'getClientRects', () => []);
  define(Range.prototype, 'getBoundingClientRect', () => new DOMRect());
  // All things being at 0,0, a click anywhere would be one on a separator between panels.
  Element.prototype.getBoundingClientRect = function farAway(this: Element) {
    const isPanels = this.matches('[role="separator"], [data-panel], [data-group]');
    return isPanels ? new DOMRect(5000, 5000, 1, 1) : new DOMRect();
  };
}

function define(owner: object, name: string, value: unknown): void {
  if (Reflect.get(owner, name) === undefined) {
    Object.defineProperty(owner, name, { value, configurable: true });
  }
}

/**
 * What the pieces need of a browser and jsdom has not: nothing is laid out there, so every range is
 * nowhere and nothing scrolls. Imported by tests for its effect, or a set-up file of theirs.
 */
const nowhere: DOMRectList = Object.assign([], { item: () => null });

Range.prototype.getClientRects = () => nowhere;
Range.prototype.getBoundingClientRect = () => new DOMRect();
Element.prototype.scrollIntoView = () => {};
globalThis.ResizeObserver ??= class {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
};

if (typeof CSS === 'undefined') {
  const escaped = (name: string) =>
    name
      .replace(/^\d/, (digit) => `\\3${digit} `)
      .replace(/[^\w\\ -]/g, (character) => `\\${character}`);
  Object.assign(globalThis, { CSS: { escape: escaped } });
}

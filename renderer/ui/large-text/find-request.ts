const opens = 'large-text-find';
const closes = 'large-text-stop-finding';

/** Asks the large text within an element to open its find line; `false` when there is none. */
export function openTextFind(within: HTMLElement): boolean {
  return ask(within, opens);
}

/** Asks it to close that; `false` when it was not open. */
export function closeTextFind(within: HTMLElement): boolean {
  return ask(within, closes);
}

/** Hears of both for a large text; `onClose` says whether there was something to close. Ends when called. */
export function onFindRequests(
  text: HTMLElement,
  onOpen: () => void,
  onClose: () => boolean,
): () => void {
  const open = (event: Event) => {
    event.preventDefault();
    onOpen();
  };
  const close = (event: Event) => {
    if (onClose()) event.preventDefault();
  };
  text.addEventListener(opens, open);
  text.addEventListener(closes, close);
  return () => {
    text.removeEventListener(opens, open);
    text.removeEventListener(closes, close);
  };
}

function ask(within: HTMLElement, request: string): boolean {
  const text = within.querySelector('.large-text');
  return text !== null && !text.dispatchEvent(new Event(request, { cancelable: true }));
}

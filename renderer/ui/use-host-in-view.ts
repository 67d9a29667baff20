import { type RefObject, useLayoutEffect } from 'react';

/**
 * While nobody is at it, an address that does not fit shows the end of its host and port: which server it
 * is shows there, and what it speaks is shown beside it.
 */
export function useHostInView(field: RefObject<HTMLInputElement | null>, address: string): void {
  useLayoutEffect(() => {
    const input = field.current;
    if (input === null) return;
    const show = () => {
      if (document.activeElement === input) return;
      const { scrollWidth, clientWidth } = input;
      if (scrollWidth <= clientWidth) return;
      // All characters are of one width; one more is seen, so that none is cut.
      const share = (hostEnd(address) + 1) / Math.max(1, address.length);
      const { paddingLeft, paddingRight } = getComputedStyle(input);
      const padding = Number.parseFloat(paddingLeft) + Number.parseFloat(paddingRight);
      input.scrollLeft = share * (scrollWidth - padding) - (clientWidth - padding);
    };
    // Leaving it, the field itself goes back to the start, after all who hear of that.
    const onLeft = () => requestAnimationFrame(show);
    const observer = new ResizeObserver(show);
    observer.observe(input);
    input.addEventListener('blur', onLeft);
    show();
    return () => {
      observer.disconnect();
      input.removeEventListener('blur', onLeft);
    };
  }, [field, address]);
}

/** How many characters of an address there are up to the end of its host and port. */
export function hostEnd(address: string): number {
  if (/^unix/.test(address)) return address.length;
  const [upToPath = ''] = /^(?:dns:\/*|[a-z][a-z0-9+.-]*:\/\/)?[^/]*/i.exec(address) ?? [];
  return upToPath.length;
}

import { type RefCallback, useCallback, useState } from 'react';

/** Whether a part of the window is narrower than so many pixels; and the `ref` that it needs. */
export function useIsNarrowPart(pixels: number): readonly [boolean, RefCallback<HTMLElement>] {
  const [isNarrow, setIsNarrow] = useState(false);
  const ref = useCallback(
    (element: HTMLElement | null) => {
      if (element === null) return;
      const measure = () => setIsNarrow(element.clientWidth < pixels);
      const observer = new ResizeObserver(measure);
      observer.observe(element);
      measure();
      return () => observer.disconnect();
    },
    [pixels],
  );
  return [isNarrow, ref];
}

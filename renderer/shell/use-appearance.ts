import { useEffect } from 'react';
import { useApp } from '#renderer/store/use-app.tsx';

const moreContrast = '(prefers-contrast: more)';

/** Puts what was chosen of theme, contrast and sizes on the page; tokens.css has what each means. */
export function useAppearance(): void {
  const settings = useApp((state) => state.settings);
  const theme = useApp((state) => state.app?.theme) ?? settings.theme;
  const { contrast, interfaceSize, dataSize } = settings;

  useEffect(() => {
    const { dataset } = document.documentElement;
    if (theme === 'system') delete dataset['theme'];
    else dataset['theme'] = theme;
  }, [theme]);

  useEffect(() => {
    const system = window.matchMedia?.(moreContrast);
    const apply = () => {
      const isMore = contrast === 'more' || system?.matches === true;
      document.documentElement.dataset['contrast'] = isMore ? 'more' : 'usual';
    };
    apply();
    system?.addEventListener('change', apply);
    return () => system?.removeEventListener('change', apply);
  }, [contrast]);

  useEffect(() => {
    const { style } = document.documentElement;
    style.setProperty('--size-ui', `${interfaceSize}px`);
    style.setProperty('--size-data', `${dataSize}px`);
  }, [interfaceSize, dataSize]);
}

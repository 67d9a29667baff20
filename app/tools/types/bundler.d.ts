// `import.meta.glob`, which Vite and Vitest resolve when they bundle.
/// <reference types="vite/types/importMeta.d.ts" />

/** A file imported as text (`import proto from './x.proto?raw'`); Vite and Vitest both resolve it. */
declare module '*?raw' {
  const text: string;
  export default text;
}

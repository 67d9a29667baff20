export { GoTo } from './GoTo.tsx';
export { MethodDocs } from './MethodDocs.tsx';
export { MethodTypes } from './MethodTypes.tsx';
export { Reader } from './Reader.tsx';
export { createReaderSlice, type ReaderSlice } from './reader.slice.ts';

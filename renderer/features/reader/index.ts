export { createDiagnosisSlice, type DiagnosisSlice } from './doctor/diagnosis.slice.ts';
export { GoTo } from './GoTo.tsx';
export { HealthButton } from './health/HealthButton.tsx';
export { createHealthSlice, type HealthSlice } from './health/health.slice.ts';
export { MethodDocs } from './MethodDocs.tsx';
export { MethodTypes } from './MethodTypes.tsx';
export { Reader } from './Reader.tsx';
export { createReaderSlice, type ReaderSlice } from './reader.slice.ts';

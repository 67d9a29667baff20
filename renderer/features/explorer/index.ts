export { AddSchema } from './AddSchema.tsx';
export { Explorer } from './Explorer.tsx';
export {
  activeSchema,
  callRefFor,
  isSchemaLoading,
  knownSchema,
  methodIsGone,
  methodNow,
  schemaRefFor,
} from './schema.selectors.ts';
export { createSchemaSlice, type SchemaSlice } from './schema.slice.ts';

export { AddSchema } from './AddSchema.tsx';
export { Explorer } from './Explorer.tsx';
export {
  callRefFor,
  methodIsGone,
  methodNow,
  schemaRefFor,
} from './schema.selectors.ts';
export { createSchemaSlice, type SchemaSlice } from './schema.slice.ts';

export { AddSchema } from './AddSchema.tsx';
export { Explorer } from './Explorer.tsx';
export { NoSchema } from './NoSchema.tsx';
export {
  filterProblems,
  type ProblemGroup,
  problemCounts,
  problemGroups,
  proposals,
} from './problem-groups.ts';
export { ReadingBar } from './ReadingBar.tsx';
export { isMetadataUnused, metadataRows } from './reflection-metadata.ts';
export {
  activeSchema,
  callRefFor,
  isSchemaLoading,
  kindsKnown,
  knownSchema,
  knowsFilesAlone,
  methodAnywhere,
  methodIsGone,
  methodNow,
  schemaError,
  schemaRefFor,
  wantsReflectionMetadata,
} from './schema.selectors.ts';
export { createSchemaSlice, type SchemaSlice } from './schema.slice.ts';
export { hasFiles } from './schema-ref.ts';
export { sourcesInUse, workspaceSources } from './sources-in-use.ts';
export { typedPath } from './typed-path.ts';

export { AddSchema } from './AddSchema.tsx';
export { Explorer } from './Explorer.tsx';
export { followSources } from './follow-sources.ts';
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
export { begunList, SavedSources, sourceWords } from './SavedSources.tsx';
export {
  activeSchema,
  callRefFor,
  isSameSchema,
  isSchemaLoading,
  kindsKnown,
  knownSchema,
  knowsFilesAlone,
  listFaultOfTab,
  methodAnywhere,
  methodIsGone,
  methodNow,
  schemaError,
  schemaRefFor,
  wantsReflectionMetadata,
} from './schema.selectors.ts';
export { createSchemaSlice, type SchemaSlice } from './schema.slice.ts';
export { hasFiles } from './schema-ref.ts';
export { WorkspacePath } from './WorkspacePath.tsx';
export {
  type SchemaOwner,
  schemaInTree,
  schemaOf,
  schemaOfTab,
  sourcesFaultOfTab,
  type WantedSchema,
  workspaceSources,
} from './wanted-schema.ts';

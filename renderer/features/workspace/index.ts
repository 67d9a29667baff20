export { Collections } from './Collections.tsx';
export type { UnsavedSettings } from './drafts-aside.ts';
export { ItemQuestions } from './ItemQuestions.tsx';
export { NewWorkspace } from './NewWorkspace.tsx';
export { OpenWorkspace } from './OpenWorkspace.tsx';
export { SaveRequest } from './SaveRequest.tsx';
export { createWorkspaceSlice, type WorkspaceSlice } from './workspace.slice.ts';

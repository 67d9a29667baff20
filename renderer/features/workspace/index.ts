export { createWorkspaceSlice, type WorkspaceSlice } from './workspace.slice.ts';

export { CloseTab } from './CloseTab.tsx';
export { Composer } from './Composer.tsx';
export { createDraftsSlice, type DraftsSlice } from './drafts.slice.ts';
export { createHelpSlice, type HelpSlice } from './help.slice.ts';
export { MethodBar } from './MethodBar.tsx';
export { OpenRequests } from './OpenRequests.tsx';
export { tabName } from './request.selectors.ts';
export { createShapesSlice, followShapes, type ShapesSlice } from './shapes.slice.ts';
export { createTabsSlice, type TabsSlice } from './tabs.slice.ts';

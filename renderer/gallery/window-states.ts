import type { WindowState } from './stage.ts';
import { answerStates } from './states/answer-states.ts';
import { connectionStates } from './states/connection-states.ts';
import { dialogStates } from './states/dialog-states.ts';
import { doctorStates } from './states/doctor-states.ts';
import { environmentStates } from './states/environment-states.ts';
import { filterStates } from './states/filter-states.ts';
import { healthStates } from './states/health-states.ts';
import { historyStates } from './states/history-states.ts';
import { inheritedStates } from './states/inherited-states.ts';
import { largeTextStates } from './states/large-text-states.ts';
import { ownListStates } from './states/own-list-states.ts';
import { readerStates } from './states/reader-states.ts';
import { requestStates } from './states/request-states.ts';
import { savedStates } from './states/saved-states.ts';
import { schemaStates } from './states/schema-states.ts';
import { sourceStates } from './states/source-states.ts';
import { streamStates } from './states/stream-states.ts';
import { tlsStates } from './states/tls-states.ts';
import { troubleStates } from './states/trouble-states.tsx';
import { workspaceStates } from './states/workspace-states.ts';

/** Every state of the window that has a picture. A new one is an entry in one of these lists. */
export const windowStates: readonly WindowState[] = [
  ...connectionStates,
  ...schemaStates,
  ...sourceStates,
  ...readerStates,
  ...healthStates,
  ...doctorStates,
  ...requestStates,
  ...environmentStates,
  ...savedStates,
  ...workspaceStates,
  ...inheritedStates,
  ...ownListStates,
  ...answerStates,
  ...largeTextStates,
  ...streamStates,
  ...filterStates,
  ...historyStates,
  ...dialogStates,
  ...tlsStates,
  ...troubleStates,
];

import type { Bridge } from '#app/contract/bridge.ts';
import type { EventName, Events } from '#app/contract/commands.ts';
import { runCommand } from '#renderer/shell/commands.ts';
import type { AppState } from './app-state.ts';

type Routes = { readonly [Name in EventName]: (event: Events[Name]) => void };

/** The one map from what the main process tells to what the store does. Ends when called. */
export function routeEvents(bridge: Bridge, get: () => AppState): () => void {
  const routes: Routes = {
    'targets.changed': (connection) => get().connectionChanged(connection),
    'connection.step': ({ diagnosisId, step }) => get().diagnosisStepped(diagnosisId, step),
    'texts.progress': (info) => get().textProgressed(info),
    'texts.found': (found) => get().textFound(found),
    'schema.progress': (progress) => get().readProgressed(progress),
    'schema.changed': ({ schema }) => void get().schemaChanged(schema),
    'calls.progress': ({ summary, tail }) => get().callProgressed(summary, tail),
    'calls.found': (news) => get().foundMore(news),
    'calls.exported': (news) => get().exportedMore(news),
    'workspace.changed': (workspace) => get().workspaceChanged(workspace),
    'workspace.moved': (moved) => get().itemMoved(moved),
    'workspace.chosen': ({ folder }) => void get().openChosen(folder),
    'health.changed': ({ watchId, health }) => get().healthChanged(watchId, health),
    'commands.run': ({ id }) => runCommand(id, get()),
    'settings.changed': (settings) => get().settingsChanged(settings),
    'servers.changed': (servers) => get().serversTold(servers),
    'window.closing': ({ ask }) => void get().windowClosing(ask),
    'app.fault': (fault) => get().appFaulted(fault),
  };
  const stops = [
    bridge.on('targets.changed', routes['targets.changed']),
    bridge.on('connection.step', routes['connection.step']),
    bridge.on('schema.progress', routes['schema.progress']),
    bridge.on('schema.changed', routes['schema.changed']),
    bridge.on('calls.progress', routes['calls.progress']),
    bridge.on('texts.progress', routes['texts.progress']),
    bridge.on('texts.found', routes['texts.found']),
    bridge.on('calls.found', routes['calls.found']),
    bridge.on('calls.exported', routes['calls.exported']),
    bridge.on('workspace.changed', routes['workspace.changed']),
    bridge.on('workspace.moved', routes['workspace.moved']),
    bridge.on('workspace.chosen', routes['workspace.chosen']),
    bridge.on('health.changed', routes['health.changed']),
    bridge.on('commands.run', routes['commands.run']),
    bridge.on('settings.changed', routes['settings.changed']),
    bridge.on('servers.changed', routes['servers.changed']),
    bridge.on('window.closing', routes['window.closing']),
    bridge.on('app.fault', routes['app.fault']),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

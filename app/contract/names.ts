import type { CommandName, EventName } from './commands.ts';

/** Run-time lists of the contract's names, free of any library so that the preload stays small. */
const commands = {
  'app.start': true,
  'app.ready': true,
  'session.save': true,
  'settings.save': true,
  'window.open': true,
  'window.close': true,
  'window.ask': true,
  'window.stay': true,
  'menu.enable': true,
  'app.quit': true,
  'app.diagnostics': true,
  'app.showLog': true,
  'samples.start': true,
  'targets.connect': true,
  'targets.connected': true,
  'connection.diagnose': true,
  'schema.read': true,
  'schema.cancel': true,
  'schema.describe': true,
  'schema.symbols': true,
  'schema.definition': true,
  'schema.message': true,
  'schema.sourceText': true,
  'schema.skeleton': true,
  'schema.shapes': true,
  'calls.start': true,
  'calls.send': true,
  'calls.finish': true,
  'calls.cancel': true,
  'calls.rows': true,
  'calls.event': true,
  'calls.text': true,
  'calls.resume': true,
  'calls.release': true,
  'health.survey': true,
  'health.watch': true,
  'health.stop': true,
  'dialogs.choosePaths': true,
  'clipboard.write': true,
} satisfies Record<CommandName, true>;

const events = {
  'targets.changed': true,
  'connection.step': true,
  'calls.progress': true,
  'schema.progress': true,
  'schema.changed': true,
  'health.changed': true,
  'commands.run': true,
  'settings.changed': true,
  'window.closing': true,
  'app.fault': true,
} satisfies Record<EventName, true>;

/** All names of the contract: what handlers and preload are held against. */
export const commandNames: readonly string[] = Object.keys(commands);
export const eventNames: readonly string[] = Object.keys(events);

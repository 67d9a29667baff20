import type { Shortcut } from './shortcut.ts';

/** Something a person can do that needs no further word. */
export interface CommandEntry {
  /** As the palette, the menu and the tooltips name it. */
  readonly title: string;
  readonly shortcut?: Shortcut;
  /** What else it is looked for by. */
  readonly words?: string;
  /** Other keys that mean the same. */
  readonly alsoKeys?: readonly Shortcut[];
}

/**
 * The one list of what there is to do: menu, shortcuts, palette and context menus are all made from
 * it, in this order. What each does is `renderer/shell/commands.ts`.
 */
export const commandTable = {
  call: {
    title: 'Invoke, start or send',
    shortcut: { key: 'Enter', mod: true },
    words: 'call run execute request',
  },
  sendAll: { title: 'Send all messages', words: 'stream list' },
  playMessages: {
    title: 'Play messages…',
    words: 'stream player repeat rhythm interval jitter recorded replay',
  },
  stopPlaying: { title: 'Stop playing', words: 'stream player messages' },
  addMessage: { title: 'Add a message', words: 'stream list' },
  formatMessage: {
    title: 'Format message',
    shortcut: { key: 'f', alt: true, shift: true },
    // As a Mac gives it with Option.
    alsoKeys: [{ key: 'ï', alt: true, shift: true }],
    words: 'beautify pretty print indent layout json body',
  },
  startMessageAgain: {
    title: 'Start again from the template',
    words: 'message first generated skeleton reset example body',
  },
  wrapLines: {
    title: 'Wrap the message’s lines, or not',
    words: 'long word editor view toggle',
  },
  finish: { title: 'Finish sending', words: 'half-close end stream' },
  pauseCall: { title: 'Pause or resume receiving', words: 'stream hold back flow control' },
  keepAll: { title: 'Keep all of the full call', words: 'stream higher limit disk memory' },
  keepNewest: { title: 'Keep the newest of the full call', words: 'stream limit disk memory' },
  followNewest: { title: 'Follow the newest row, or stop', words: 'stream timeline tail scroll' },
  countOnly: { title: 'Count only, or draw rows', words: 'stream timeline messages' },
  filterTimeline: {
    title: 'Filter the timeline',
    words: 'search find events messages stream field',
  },
  nextMatch: { title: 'Next match in the timeline', shortcut: { key: 'F3' }, words: 'filter' },
  previousMatch: {
    title: 'Previous match in the timeline',
    shortcut: { key: 'F3', shift: true },
    words: 'filter',
  },
  goToInTimeline: { title: 'Go to it in the timeline', words: 'filter match event all' },
  exportTimeline: { title: 'Export timeline…', words: 'save file ndjson csv binary events' },
  cancel: {
    title: 'Cancel the call, connecting or reading',
    shortcut: { key: 'Escape' },
    words: 'stop abort',
  },
  goToMethod: {
    title: 'Go to method',
    shortcut: { key: 'p', mod: true },
    words: 'symbol type message enum find',
  },
  goBack: { title: 'Back', shortcut: { key: 'ArrowLeft', alt: true }, words: 'previous page' },
  goForward: { title: 'Forward', shortcut: { key: 'ArrowRight', alt: true }, words: 'next page' },
  goToAddress: {
    title: 'Go to server address',
    shortcut: { key: 'l', mod: true },
    words: 'target host port url',
  },
  connect: { title: 'Connect', words: 'server target reconnect' },
  disconnect: { title: 'Disconnect', words: 'close connection channel server' },
  diagnose: {
    title: 'Diagnose connection',
    words: 'doctor why failed explain steps probe certificate dns',
  },
  tls: { title: 'TLS settings', words: 'certificate authority key mtls insecure plaintext ssl' },
  connectionOptions: {
    title: 'Connection options',
    words:
      'proxy compression size limit keepalive retries service config user agent wait authority',
  },
  trySample: { title: 'Connect to the sample server' },
  refreshSchema: { title: 'Refresh schema', words: 'reload read again reflection proto services' },
  addSchema: {
    title: 'Add schema',
    words: 'import proto files folder descriptor set protoset buf definitions',
  },
  addImportPath: { title: 'Add import path…', words: 'proto schema roots include folders' },
  showSources: {
    title: 'Schema sources',
    words: 'show problems diagnostics import paths roots reflection metadata files proto',
  },
  showHealth: {
    title: 'Health',
    words: 'show grpc.health.v1 check watch serving status services',
  },
  findInAnswer: { title: 'Find in the answer', shortcut: { key: 'f', mod: true } },
  addMetadata: {
    title: 'Add metadata',
    words: 'headers auth authorization authentication bearer token',
  },
  showOptions: {
    title: 'Show the request’s options',
    words: 'compression size limit retries proxy',
  },
  showTimeline: { title: 'Show the timeline', words: 'events' },
  showResponse: { title: 'Show the response', words: 'answer message' },
  showHeaders: { title: 'Show the headers', words: 'metadata' },
  showTrailers: { title: 'Show the trailers', words: 'metadata' },
  showErrorDetails: { title: 'Show the error details', words: 'status' },
  showTiming: { title: 'Show the timing', words: 'time duration latency connect' },
  emitDefaults: {
    title: 'Switch emit defaults on or off',
    words: 'answer zero empty values fields json',
  },
  originalNames: {
    title: 'Switch original names on or off',
    words: 'answer proto field names snake case json',
  },
  save: {
    title: 'Save',
    shortcut: { key: 's', mod: true },
    words: 'request collections file write folder settings',
  },
  saveAs: { title: 'Save as…', shortcut: { key: 's', mod: true, shift: true } },
  newWorkspace: { title: 'New workspace…', words: 'create collections git' },
  addEditorFiles: {
    title: 'Add schemas for editors to the workspace',
    words: 'json schema yaml vscode completion',
  },
  openWorkspace: {
    title: 'Open workspace…',
    words: 'recent folder collections switch another',
  },
  newFolder: { title: 'New folder', words: 'collections create' },
  newRequestHere: { title: 'New request in this folder', words: 'collections' },
  openItem: { title: 'Open saved request' },
  openItemCopy: { title: 'Open as an unsaved copy' },
  renameItem: { title: 'Rename item', words: 'saved request folder collections f2' },
  duplicateItem: { title: 'Duplicate item', words: 'saved request folder collections copy' },
  moveItem: { title: 'Move item to…', words: 'saved request folder collections' },
  moveItemUp: { title: 'Move item up', words: 'order collections' },
  moveItemDown: { title: 'Move item down', words: 'order collections' },
  deleteItem: { title: 'Delete item', words: 'saved request folder collections remove' },
  undoDelete: { title: 'Undo delete', words: 'bring back restore' },
  folderSettings: {
    title: 'Folder settings',
    words: 'collections target metadata headers auth options docs variables inherited',
  },
  workspaceSettings: {
    title: 'Workspace settings',
    words: 'duplex.yaml target metadata headers auth options docs variables inherited',
  },
  searchSaved: {
    title: 'Search saved requests',
    shortcut: { key: 'f', mod: true, shift: true },
    words: 'collections find filter bodies',
  },
  chooseEnvironment: { title: 'Choose environment…', words: 'variables switch env' },
  trustWorkspace: { title: 'Trust this workspace…', words: 'env environment allow dotenv' },
  distrustWorkspace: { title: 'Trust this workspace no longer', words: 'env refuse' },
  editEnvironments: { title: 'Edit environments', words: 'variables secrets new env' },
  showHistory: { title: 'History', words: 'show past calls list recorded' },
  openPast: { title: 'Open past call', words: 'history timeline recorded' },
  callAgain: { title: 'Call again', words: 'history past repeat request replay' },
  playPast: { title: 'Play its messages', words: 'history past call stream replay recorded' },
  deletePast: { title: 'Delete from history', words: 'past call remove forget' },
  clearHistory: { title: 'Clear history…', words: 'delete all past calls remove forget' },
  newRequest: {
    title: 'New request',
    shortcut: { key: 't', mod: true },
    words: 'tab method call',
  },
  duplicateTab: { title: 'Duplicate request' },
  closeTab: { title: 'Close tab', shortcut: { key: 'w', mod: true } },
  closeOtherTabs: { title: 'Close other tabs' },
  reopenTab: { title: 'Reopen closed tab', shortcut: { key: 't', mod: true, shift: true } },
  nextTab: { title: 'Next tab', shortcut: { key: 'Tab', ctrl: true } },
  previousTab: { title: 'Previous tab', shortcut: { key: 'Tab', ctrl: true, shift: true } },
  openMethod: { title: 'Open method' },
  openMethodInNewTab: { title: 'Open method in a new tab' },
  showDefinition: { title: 'Show definition', words: 'docs documentation describe type' },
  copyName: { title: 'Copy full name' },
  copyDefinition: { title: 'Copy definition as .proto', words: 'schema' },
  copyJson: { title: 'Copy event as JSON' },
  copyHex: { title: 'Copy message as hex' },
  copyBase64: { title: 'Copy message as Base64' },
  saveMessage: { title: 'Save message to file…', words: 'export download json binary bytes' },
  commands: { title: 'Commands', shortcut: { key: 'k', mod: true } },
  settings: {
    title: 'Settings',
    shortcut: { key: ',', mod: true },
    words: 'preferences options font text size deadline limits',
  },
  toggleSidebar: { title: 'Show or hide the sidebar', shortcut: { key: 'b', mod: true } },
  zoomIn: {
    title: 'Zoom in',
    shortcut: { key: '+', mod: true },
    alsoKeys: [
      { key: '+', mod: true, shift: true },
      { key: '=', mod: true },
    ],
  },
  zoomOut: { title: 'Zoom out', shortcut: { key: '-', mod: true } },
  zoomReset: { title: 'Actual size', shortcut: { key: '0', mod: true } },
  systemTheme: { title: 'Use the system’s theme', words: 'mode' },
  lightTheme: { title: 'Use the light theme', words: 'mode' },
  darkTheme: { title: 'Use the dark theme', words: 'mode' },
  highContrast: { title: 'Switch high contrast on or off', words: 'theme mode' },
  newWindow: { title: 'New window', shortcut: { key: 'n', mod: true, shift: true } },
  showLog: { title: 'Show the log file', words: 'folder' },
  copyDiagnostics: { title: 'Copy diagnostics' },
  about: { title: 'About Duplex' },
  quit: { title: 'Quit Duplex', shortcut: { key: 'q', mod: true } },
} as const satisfies { readonly [id: string]: CommandEntry };

export type CommandId = keyof typeof commandTable;

export const commandIds = Object.keys(commandTable).filter(
  (id): id is CommandId => id in commandTable,
);

export function commandEntry(id: CommandId): CommandEntry {
  return commandTable[id];
}

import { type BrowserWindow, dialog, type OpenDialogOptions } from 'electron';
import type { CommandInput } from '#app/contract/commands.ts';

type Wish = CommandInput<'dialogs.choosePaths'>;

const everyFile = { name: 'All files', extensions: ['*'] };

const options = {
  protos: {
    title: 'Add schema files',
    properties: ['openFile', 'multiSelections'],
    filters: [
      { name: 'Schemas', extensions: ['proto', 'protoset', 'binpb', 'pb', 'desc', 'fds'] },
      everyFile,
    ],
  },
  folder: { title: 'Choose a folder', properties: ['openDirectory', 'createDirectory'] },
  folders: {
    title: 'Choose folders',
    properties: ['openDirectory', 'multiSelections', 'createDirectory'],
  },
  certificate: {
    title: 'Choose a certificate or key',
    properties: ['openFile'],
    filters: [
      {
        name: 'Certificates and keys',
        extensions: ['pem', 'crt', 'cer', 'key', 'p12', 'pfx'],
      },
      everyFile,
    ],
  },
} satisfies Record<Exclude<Wish['choose'], 'export'>, OpenDialogOptions>;

/** Asks for files or a folder with the system's own dialog; nothing chosen is an empty list. */
export async function choosePaths(
  window: BrowserWindow,
  { choose, path }: Wish,
): Promise<readonly string[]> {
  if (choose === 'export') return chooseExport(window, path);
  const { canceled, filePaths } = await dialog.showOpenDialog(window, options[choose]);
  return canceled ? [] : filePaths;
}

/** The dialog asks by itself whether a file may be replaced. */
async function chooseExport(
  window: BrowserWindow,
  path: string | undefined,
): Promise<readonly string[]> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: 'Export timeline',
    ...(path !== undefined && { defaultPath: path }),
    filters: [
      { name: 'NDJSON', extensions: ['ndjson', 'jsonl'] },
      { name: 'Delimited messages', extensions: ['binpb', 'pb', 'bin'] },
      { name: 'CSV', extensions: ['csv'] },
      everyFile,
    ],
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  });
  return canceled || filePath === '' ? [] : [filePath];
}

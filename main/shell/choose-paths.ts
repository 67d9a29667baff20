import { type BrowserWindow, dialog, type OpenDialogOptions } from 'electron';
import type { CommandInput } from '#app/contract/commands.ts';

type Choice = CommandInput<'dialogs.choosePaths'>['choose'];

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
} satisfies Record<Choice, OpenDialogOptions>;

/** Asks for files or a folder with the system's own dialog; nothing chosen is an empty list. */
export async function choosePaths(window: BrowserWindow, choose: Choice): Promise<string[]> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, options[choose]);
  return canceled ? [] : filePaths;
}

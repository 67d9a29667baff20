import { contextBridge, type IpcRendererEvent, ipcRenderer, webUtils } from 'electron';
import { commandNames, eventNames } from '#app/contract/names.ts';

/**
 * All of the main process that a window can reach: the contract's commands and events by name, and
 * nothing else of Electron. The window sees it as the contract's typed `PageBridge`.
 */
const bridge = {
  invoke(name: string, input: unknown): Promise<unknown> {
    if (!commandNames.includes(name)) {
      return Promise.reject(new Error(`The bridge has no command ${JSON.stringify(name)}`));
    }
    return ipcRenderer.invoke(name, input);
  },

  on(name: string, listener: (json: unknown) => void): () => void {
    if (!eventNames.includes(name)) {
      throw new Error(`The bridge has no event ${JSON.stringify(name)}`);
    }
    // The Electron event stays here: its `sender` would open the whole of ipcRenderer.
    const forward = (_event: IpcRendererEvent, json: unknown): void => listener(json);
    ipcRenderer.on(name, forward);
    return () => {
      ipcRenderer.removeListener(name, forward);
    };
  },
  pathOf(file: unknown): string {
    return webUtils.getPathForFile(file as Parameters<typeof webUtils.getPathForFile>[0]);
  },
};

contextBridge.exposeInMainWorld('bridge', bridge);

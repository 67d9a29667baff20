import { type BrowserWindow, Menu, type MenuItemConstructorOptions } from 'electron';

/**
 * The system's menu for text: of fields and editors, and of text that is selected. Everything else
 * has the page's own menu, which never lets this event through.
 */
export function installTextMenu(window: BrowserWindow): void {
  window.webContents.on('context-menu', (_event, { isEditable, selectionText, editFlags }) => {
    const copy: MenuItemConstructorOptions = { role: 'copy', enabled: editFlags.canCopy };
    if (!isEditable && selectionText === '') return;
    const template: MenuItemConstructorOptions[] = isEditable
      ? [
          { role: 'undo', enabled: editFlags.canUndo },
          { role: 'redo', enabled: editFlags.canRedo },
          { type: 'separator' },
          { role: 'cut', enabled: editFlags.canCut },
          copy,
          { role: 'paste', enabled: editFlags.canPaste },
          { type: 'separator' },
          { role: 'selectAll' },
        ]
      : [copy];
    Menu.buildFromTemplate(template).popup({ window });
  });
}

import { app, Menu, type MenuItemConstructorOptions } from 'electron';

/**
 * The application menu. What it leaves out matters: Electron's own would close the window on Ctrl+W
 * and reload it on Ctrl+R. Those keys, like every other not named here, belong to the page.
 */
export function installMenu(): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(template()));
}

function template(): MenuItemConstructorOptions[] {
  const mac = process.platform === 'darwin';
  return [
    ...(mac ? [applicationMenu()] : []),
    ...(mac ? [] : [fileMenu()]),
    editMenu(),
    viewMenu(),
    windowMenu(mac),
  ];
}

/** The `about`, `services` and `hide` items that macOS users expect. */
function applicationMenu(): MenuItemConstructorOptions {
  return {
    label: app.name,
    submenu: [
      { role: 'about' },
      { type: 'separator' },
      { role: 'services' },
      { type: 'separator' },
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      { type: 'separator' },
      { role: 'quit' },
    ],
  };
}

function fileMenu(): MenuItemConstructorOptions {
  return { label: '&File', submenu: [{ role: 'about' }, { type: 'separator' }, { role: 'quit' }] };
}

function editMenu(): MenuItemConstructorOptions {
  return {
    label: '&Edit',
    submenu: [
      { role: 'undo' },
      { role: 'redo' },
      { type: 'separator' },
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      { role: 'selectAll' },
    ],
  };
}

function viewMenu(): MenuItemConstructorOptions {
  return {
    label: '&View',
    submenu: [
      { role: 'zoomIn' },
      // The plus sign without Shift, as on most keyboards.
      { role: 'zoomIn', accelerator: 'CommandOrControl+=', visible: false },
      { role: 'zoomOut' },
      { role: 'resetZoom' },
      { type: 'separator' },
      { role: 'togglefullscreen' },
      ...(app.isPackaged ? [] : [{ role: 'toggleDevTools' } satisfies MenuItemConstructorOptions]),
    ],
  };
}

function windowMenu(mac: boolean): MenuItemConstructorOptions {
  return {
    label: '&Window',
    role: 'window',
    submenu: [
      { role: 'minimize' },
      ...(mac
        ? [{ role: 'zoom' } as const, { type: 'separator' } as const, { role: 'front' } as const]
        : []),
    ],
  };
}

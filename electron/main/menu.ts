// The application menu as a template. The page's own keys (Ctrl+N, Ctrl+Shift+N, Ctrl+K, Ctrl+/) are shown beside
// their items but left to the page; an accelerator registered here would take them from it.
import type { MenuItemConstructorOptions } from 'electron';

export type MenuDeps = {
  platform: string;
  appName: string;
  /** True in development: adds the developer tools. */
  tools: boolean;
  openRoute: (route: string) => void;
  quickNote: () => void;
  lock: () => void;
  showLogs: () => void;
};

/** The whole menu bar. */
export function menuTemplate(deps: MenuDeps): MenuItemConstructorOptions[] {
  const mac = deps.platform === 'darwin';
  return [
    ...(mac ? [appMenu(deps.appName)] : []),
    fileMenu(deps, mac),
    { role: 'editMenu' },
    viewMenu(deps.tools),
    { role: 'windowMenu' },
    { role: 'help', submenu: [{ id: 'logs', label: 'Show logs', click: deps.showLogs }] },
  ];
}

const appMenu = (label: string): MenuItemConstructorOptions => ({ label, role: 'appMenu' });

function fileMenu(deps: MenuDeps, mac: boolean): MenuItemConstructorOptions {
  // On macOS an accelerator cannot be shown without being taken.
  const shown = (accelerator: string) => (mac ? {} : { accelerator, registerAccelerator: false });
  return {
    label: '&File',
    submenu: [
      { id: 'new-lead', label: 'New lead', ...shown('CmdOrCtrl+N'), click: () => deps.openRoute('/new') },
      { id: 'quick-note', label: 'Quick note', ...shown('CmdOrCtrl+Shift+N'), click: deps.quickNote },
      { type: 'separator' },
      { id: 'settings', label: 'Settings', click: () => deps.openRoute('/settings') },
      // Taken from the page on purpose: it has to work whatever stands open there.
      { id: 'lock', label: 'Lock now', accelerator: 'CmdOrCtrl+Shift+L', click: deps.lock },
      { type: 'separator' },
      { role: mac ? 'close' : 'quit' },
    ],
  };
}

function viewMenu(tools: boolean): MenuItemConstructorOptions {
  const development: MenuItemConstructorOptions[] = tools ? [{ role: 'toggleDevTools' }] : [];
  return {
    label: '&View',
    submenu: [
      { role: 'reload' },
      ...development,
      { type: 'separator' },
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { type: 'separator' },
      { role: 'togglefullscreen' },
    ],
  };
}

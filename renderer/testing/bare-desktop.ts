// The desktop program as far as a test says nothing else: whatever it is asked, it was not to be asked.
import type { DesktopApi } from '../../electron/ipc/contract.ts';

const never = () => Promise.reject(new Error('not asked for here'));
const unheard = () => () => undefined;

export const bareDesktop: DesktopApi = {
  info: never,
  setServer: never,
  openExternal: never,
  copyText: never,
  dial: never,
  hasSession: never,
  forgetSession: never,
  saveFile: never,
  openFile: never,
  journalAppend: never,
  journalSettle: never,
  journalRead: never,
  journalForget: never,
  logError: never,
  updateState: () =>
    Promise.resolve({
      ...{ status: 'off', version: null, notes: null, percent: null },
      ...{ checked_at: null, problem: null, download: 'auto' },
    }),
  updateCheck: never,
  updateDownload: never,
  updateInstall: never,
  setUpdateDownload: never,
  noteLink: () => Promise.resolve(),
  notify: never,
  setTodayCount: () => Promise.resolve(),
  launchAtLogin: () => Promise.resolve(null),
  setLaunchAtLogin: never,
  diagnostics: never,
  printPage: never,
  savePage: never,
  onResume: unheard,
  onQuickNote: unheard,
  onOpenRoute: unheard,
  onUpdateChanged: unheard,
  keyState: () =>
    Promise.resolve({
      ...{ is: 'open', generation: '', keyring: 'gnome_libsecret', protected: true },
      ...{ pin: false, idle_minutes: 15, lease_ends_at: null, wait_ms: 0 },
    }),
  keyBytes: never,
  keyUnlock: never,
  keySetPin: never,
  keySetIdle: never,
  keyLock: never,
  removal: () => Promise.resolve(null),
  removeNow: never,
  onRemoving: unheard,
  leaseRenew: never,
  keyStartAnew: never,
  onLocking: unheard,
};

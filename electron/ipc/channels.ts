// The names of every channel between the page and the main process. Apart from the schemas, so that the preload,
// which needs only the names, stays small.

/** Calls of the page that main answers. */
export const callChannels = {
  info: 'app:info',
  setServer: 'server:set',
  openExternal: 'link:open-external',
  copyText: 'clipboard:copy-text',
  dial: 'phone:dial',
  hasSession: 'session:user',
  forgetSession: 'session:forget',
  saveFile: 'file:save',
  openFile: 'file:open',
  logError: 'log:error',
  journalAppend: 'journal:append',
  journalSettle: 'journal:settle',
  journalRead: 'journal:read',
  journalForget: 'journal:forget',
  updateState: 'update:state',
  updateCheck: 'update:check',
  updateDownload: 'update:download',
  updateInstall: 'update:install',
  setUpdateDownload: 'update:set-download',
  noteLink: 'update:note-link',
  keyState: 'key:state',
  keyBytes: 'key:bytes',
  keyUnlock: 'key:unlock',
  keySetPin: 'key:set-pin',
  keySetIdle: 'key:set-idle',
  keyLock: 'key:lock',
  keyStartAnew: 'key:start-anew',
  notify: 'notice:show',
  setTodayCount: 'today:count',
  launchAtLogin: 'login:is-on',
  setLaunchAtLogin: 'login:set',
  diagnostics: 'diagnostics:text',
  printPage: 'page:print',
  savePage: 'page:save',
} as const;

/** What main tells the page unasked. */
export const eventChannels = {
  resume: 'power:resume',
  quickNote: 'note:new',
  openRoute: 'route:open',
  updateChanged: 'update:changed',
  locking: 'key:locking',
} as const;

// Runs in the page's sandbox before the page: gives it `window.callbook`, named functions only. Neither ipcRenderer
// nor an event object ever reaches the page.
import { contextBridge, ipcRenderer } from 'electron';
import { callChannels, eventChannels } from '../ipc/channels.ts';
import type { DesktopApi } from '../ipc/contract.ts';

const subscribe = (channel: string, listener: (argument: string) => void): (() => void) => {
  const forward = (_event: unknown, argument: unknown): void =>
    listener(typeof argument === 'string' ? argument : '');
  ipcRenderer.on(channel, forward);
  return () => {
    ipcRenderer.off(channel, forward);
  };
};

const api: DesktopApi = {
  info: () => ipcRenderer.invoke(callChannels.info),
  setServer: (url) => ipcRenderer.invoke(callChannels.setServer, url),
  openExternal: (url) => ipcRenderer.invoke(callChannels.openExternal, url),
  copyText: (text) => ipcRenderer.invoke(callChannels.copyText, text),
  dial: (number) => ipcRenderer.invoke(callChannels.dial, number),
  hasSession: () => ipcRenderer.invoke(callChannels.hasSession),
  forgetSession: () => ipcRenderer.invoke(callChannels.forgetSession),
  saveFile: (name, bytes) => ipcRenderer.invoke(callChannels.saveFile, name, bytes),
  openFile: (name, bytes) => ipcRenderer.invoke(callChannels.openFile, name, bytes),
  onResume: (listener) => subscribe(eventChannels.resume, () => listener()),
  onQuickNote: (listener) => subscribe(eventChannels.quickNote, () => listener()),
  onOpenRoute: (listener) => subscribe(eventChannels.openRoute, listener),
  logError: (message) => ipcRenderer.invoke(callChannels.logError, message),
  journalAppend: (replica, entries) => ipcRenderer.invoke(callChannels.journalAppend, replica, entries),
  journalSettle: (replica, keys) => ipcRenderer.invoke(callChannels.journalSettle, replica, keys),
  journalRead: (replica) => ipcRenderer.invoke(callChannels.journalRead, replica),
  journalForget: (replica) => ipcRenderer.invoke(callChannels.journalForget, replica),
  updateState: () => ipcRenderer.invoke(callChannels.updateState),
  updateCheck: () => ipcRenderer.invoke(callChannels.updateCheck),
  updateDownload: () => ipcRenderer.invoke(callChannels.updateDownload),
  updateInstall: () => ipcRenderer.invoke(callChannels.updateInstall),
  setUpdateDownload: (how) => ipcRenderer.invoke(callChannels.setUpdateDownload, how),
  noteLink: (spare) => ipcRenderer.invoke(callChannels.noteLink, spare),
  keyState: () => ipcRenderer.invoke(callChannels.keyState),
  keyBytes: () => ipcRenderer.invoke(callChannels.keyBytes),
  keyUnlock: (pin) => ipcRenderer.invoke(callChannels.keyUnlock, pin),
  keySetPin: (current, next) => ipcRenderer.invoke(callChannels.keySetPin, current, next),
  keySetIdle: (minutes) => ipcRenderer.invoke(callChannels.keySetIdle, minutes),
  keyLock: () => ipcRenderer.invoke(callChannels.keyLock),
  removal: () => ipcRenderer.invoke(callChannels.removal),
  removeNow: (unsent) => ipcRenderer.invoke(callChannels.removeNow, unsent),
  onRemoving: (listener) => subscribe(eventChannels.removing, () => listener()),
  leaseRenew: () => ipcRenderer.invoke(callChannels.leaseRenew),
  keyStartAnew: () => ipcRenderer.invoke(callChannels.keyStartAnew),
  onLocking: (listener) => subscribe(eventChannels.locking, () => listener()),
  notify: (notice) => ipcRenderer.invoke(callChannels.notify, notice),
  setTodayCount: (count) => ipcRenderer.invoke(callChannels.setTodayCount, count),
  launchAtLogin: () => ipcRenderer.invoke(callChannels.launchAtLogin),
  setLaunchAtLogin: (on) => ipcRenderer.invoke(callChannels.setLaunchAtLogin, on),
  diagnostics: (counts) => ipcRenderer.invoke(callChannels.diagnostics, counts),
  printPage: () => ipcRenderer.invoke(callChannels.printPage),
  savePage: (name) => ipcRenderer.invoke(callChannels.savePage, name),
  onUpdateChanged: (listener) => subscribe(eventChannels.updateChanged, () => listener()),
};

contextBridge.exposeInMainWorld('callbook', api);

// What main answers to the page: one line for each call of the contract.
import { refuse } from '#domain/result.ts';
import { calls, type DesktopInfo, type Notice, type Renewal } from '../ipc/contract.ts';
import type { Handle } from '../ipc/handle.ts';
import type { AutoLock } from './auto-lock.ts';
import type { DeviceKey } from './device-key.ts';
import type { createDocuments } from './documents.ts';
import type { createExternalLinks } from './external-links.ts';
import type { LaunchAtLogin } from './launch-at-login.ts';
import type { Paper } from './paper.ts';
import type { Removal } from './removal.ts';
import { parseServerAddress } from './server-address.ts';
import type { SessionVault } from './session-vault.ts';
import type { Updates } from './updates/no-updates.ts';
import type { WriteJournal } from './write-journal.ts';

export type PageCallDeps = {
  info: () => DesktopInfo;
  server: { current: () => string; change: (address: string) => Promise<void> };
  links: ReturnType<typeof createExternalLinks>;
  documents: Pick<ReturnType<typeof createDocuments>, 'save' | 'open'>;
  vault: SessionVault;
  journal: WriteJournal;
  key: DeviceKey;
  lock: AutoLock;
  renewLease: () => Promise<Renewal>;
  removal: Pick<Removal, 'look' | 'now' | 'forget'>;
  updates: Updates & { keepDownload: (how: 'auto' | 'ask') => Promise<void> };
  notifications: { show(notice: Notice): boolean };
  tray: { setCount(count: number): void };
  launch: LaunchAtLogin;
  diagnostics: (counts: Readonly<Record<string, number>>) => Promise<string>;
  paper: Paper;
  writeText: (text: string) => void;
  logError: (message: string) => void;
  /** Whether one more line of the page may be logged. */
  mayLog: () => boolean;
};

/** Registers every call. */
export function answerPageCalls(handle: Handle, deps: PageCallDeps): void {
  const { server, links, documents, vault, journal, key, lock, updates, removal } = deps;
  handle(calls.info, () => deps.info());
  handle(calls.setServer, async (text) => {
    const address = parseServerAddress(text);
    if (!address.ok) return refuse(address.error);
    await server.change(address.value);
    return { ok: true, value: { server: address.value } };
  });
  handle(calls.openExternal, (url) => links.open(url));
  handle(calls.copyText, (text) => deps.writeText(text));
  handle(calls.dial, (number) => links.dial(number));
  handle(calls.hasSession, () => {
    const session = vault.current();
    return { user: session?.server === server.current() ? session.user : null };
  });
  handle(calls.forgetSession, () => vault.forget());
  handle(calls.saveFile, (name, bytes) => documents.save(name, bytes));
  handle(calls.openFile, (name, bytes) => documents.open(name, bytes));
  handle(calls.logError, (message) => {
    if (deps.mayLog()) deps.logError(message);
  });
  handle(calls.journalAppend, (replica, entries) => journal.append(replica, entries));
  handle(calls.journalSettle, (replica, keys) => journal.settle(replica, keys));
  handle(calls.journalRead, (replica) => journal.read(replica));
  handle(calls.journalForget, (replica) => journal.forget(replica));
  handle(calls.notify, (notice) => deps.notifications.show(notice));
  handle(calls.setTodayCount, (count) => deps.tray.setCount(count));
  handle(calls.launchAtLogin, () => deps.launch.isOn());
  handle(calls.setLaunchAtLogin, (on) => deps.launch.set(on));
  handle(calls.diagnostics, (counts) => deps.diagnostics(counts));
  handle(calls.printPage, () => deps.paper.print());
  handle(calls.savePage, (name) => deps.paper.save(name));
  handle(calls.updateState, () => updates.state());
  // How it goes on is told as it changes; the page does not wait for a download.
  handle(calls.updateCheck, () => void updates.check());
  handle(calls.updateDownload, () => void updates.download());
  handle(calls.updateInstall, () => updates.install());
  handle(calls.setUpdateDownload, (how) => updates.keepDownload(how));
  handle(calls.noteLink, (spare) => updates.noteLink(spare));
  handle(calls.keyState, () => key.state());
  handle(calls.keyBytes, () => {
    const bytes = key.bytes();
    return bytes && new Uint8Array(bytes);
  });
  handle(calls.keyUnlock, (pin) => key.unlock(pin));
  handle(calls.keySetPin, (current, next) => key.setPin(current, next));
  handle(calls.keySetIdle, (minutes) => key.setIdleMinutes(minutes));
  handle(calls.keyLock, () => lock.now());
  handle(calls.removal, () => removal.look());
  handle(calls.removeNow, (unsent) => removal.now(unsent));
  handle(calls.leaseRenew, () => deps.renewLease());
  handle(calls.keyStartAnew, async () => {
    if (key.bytes() !== null) return;
    // Else it would be a way around the PIN: the session fetches everything again.
    await vault.forget();
    await removal.forget();
    await key.startAnew();
  });
}

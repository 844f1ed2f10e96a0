// The contract between the page and the main process: each channel with the schema of its arguments and of its reply.
// Both ends and the preload take their types from here; handle.ts holds main to it at run time.
import { z } from 'zod';
import type { Result } from '#domain/result.ts';
import { callChannels } from './channels.ts';
import { ROUTE } from './route.ts';

const MAX_TEXT = 100_000;
const MAX_JOURNAL_ENTRIES = 20_000;
const MAX_COUNTS = 40;
const MAX_FILE_BYTES = 64 * 1024 * 1024;

/** One call: its channel, the tuple of its arguments, and its reply. */
export type Call<Args extends unknown[], Reply> = {
  channel: string;
  args: z.ZodType<Args>;
  reply: z.ZodType<Reply>;
};

const call = <Args extends unknown[], Reply>(
  channel: string,
  args: z.ZodType<Args>,
  reply: z.ZodType<Reply>,
): Call<Args, Reply> => ({ channel, args, reply });

/** What the page may know of the program it runs in. `server` is an address without a slash at its end. */
export const desktopInfoSchema = z.object({
  version: z.string(),
  platform: z.string(),
  server: z.string(),
  /** True where the machine has no keyring: the session then lives in memory and ends with the program. */
  insecure_storage: z.boolean(),
});

/** Why a server address was not taken. */
export const addressRefusalSchema = z.object({
  code: z.enum(['bad_address', 'insecure_address']),
  detail: z.string(),
});

const setServerReply: z.ZodType<Result<{ server: string }, AddressRefusal>> = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.object({ server: z.string() }) }),
  z.object({ ok: z.literal(false), error: addressRefusalSchema }),
]);

const none = z.tuple([]);
const fileArgs = z.tuple([
  z.string().min(1).max(255),
  z.instanceof(Uint8Array).refine((bytes) => bytes.byteLength <= MAX_FILE_BYTES, 'at most 64 MiB'),
]);

/**
 * One write that the server has not confirmed. `key` names it; `base` is the document on which it was written, null for a
 * new one, so that after a loss it can still be merged field by field.
 */
export const journalEntrySchema = z.object({
  key: z.string().min(1).max(200),
  collection: z.string().min(1).max(60),
  id: z.string().min(1).max(60),
  write_id: z.string().max(60),
  document: z.record(z.string(), z.unknown()),
  base: z.record(z.string(), z.unknown()).nullish(),
});

/** A replica by its name, which is a file's name as well. */
const replicaName = z.string().regex(/^[a-z0-9-]{1,100}$/);
const journalKeys = z.array(z.string().max(200)).max(MAX_JOURNAL_ENTRIES);

/** How it stands with updates of the program. */
export const updateStateSchema = z.object({
  /** `off`: this program does not update itself. `waiting`: a version is there and not loaded. `ready`: loaded. */
  status: z.enum(['off', 'idle', 'checking', 'current', 'waiting', 'downloading', 'ready', 'failed']),
  /** The version that was found. */
  version: z.string().nullable(),
  /** What is new in it, plain text. */
  notes: z.string().nullable(),
  /** 0 to 100, while it is loaded. */
  percent: z.number().nullable(),
  /** When the server was last asked and answered. */
  checked_at: z.string().nullable(),
  /** With `failed`. `not_signed`: not by the publisher. `expired`: his word has ended. `damaged`: not as he made it. */
  problem: z.enum(['not_signed', 'expired', 'damaged', 'disk_full', 'unreachable']).nullable(),
  /** Whether a version is loaded by itself, or when the person says so. */
  download: z.enum(['auto', 'ask']),
});

/** How the key of this computer's data stands. */
export const deviceKeyStateSchema = z.object({
  /**
   * `choose_pin`: there is no keyring, so a PIN comes first. `unreadable`: the keyring has changed, nothing is deleted.
   * `lapsed`: the server has to be reached once. `switched_off`: it has said that the account is. `removed`: it has revoked
   * this computer, and everything is gone.
   */
  is: z.enum(['open', 'locked', 'choose_pin', 'unreadable', 'lapsed', 'switched_off', 'removed']),
  /** Tells this key from the ones before it on this computer; empty for the first. */
  generation: z.string(),
  /** The keyring's name, as the system gives it. */
  keyring: z.string(),
  /** Whether that keyring protects anything. */
  protected: z.boolean(),
  pin: z.boolean(),
  /** 0: it does not lock itself. */
  idle_minutes: z.number(),
  /** When it closes unless the server is reached, in milliseconds by this computer's clock; null: it does not. */
  lease_ends_at: z.number().nullable(),
  /** Until the next PIN may be tried. */
  wait_ms: z.number(),
});

/**
 * What came of asking the server whether this computer may open its data. `ended`: it wants the password again. `refused`: it
 * answered, and gave no lease that counts here.
 */
export const RENEWALS = ['renewed', 'unreachable', 'ended', 'switched_off', 'refused'] as const;
export type Renewal = (typeof RENEWALS)[number];

/** What is said of a computer that the server has revoked. */
export const removedSchema = z.object({
  /** Who revoked it; null: not known, or not yet. */
  by: z.object({ name: z.string(), email: z.string() }).nullable(),
  /** How many changes had not been sent; null: not known. */
  unsent: z.number().nullable(),
});
export type Removed = z.infer<typeof removedSchema>;

/** Why a PIN was not taken. `short_pin`: fewer than eight characters. `pin_needed`: without a keyring there must be one. */
export const pinRefusalSchema = z.object({
  code: z.enum(['wrong_pin', 'wait', 'short_pin', 'pin_needed', 'unreadable', 'locked', 'lapsed']),
  wait_ms: z.number(),
});

const pin = z.string().max(200).nullable();
const pinReply: z.ZodType<Result<null, PinRefusal>> = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.null() }),
  z.object({ ok: z.literal(false), error: pinRefusalSchema }),
]);
/** A native notification. One of the same `id` takes the place of one that still stands; a click leads to `route`. */
export const noticeSchema = z.object({
  id: z.string().min(1).max(100),
  title: z.string().min(1).max(120),
  body: z.string().max(400),
  route: z.string().regex(ROUTE),
});

/** How many of something there are, by its name: words of the program's own, never of the work. */
const countsSchema = z
  .record(z.string().regex(/^[a-z ]{1,40}$/), z.number().int().min(0))
  .refine((counts) => Object.keys(counts).length <= MAX_COUNTS, `at most ${MAX_COUNTS}`);

/** Every call, by the name that the page uses for it. */
export const calls = {
  info: call(callChannels.info, none, desktopInfoSchema),
  setServer: call(callChannels.setServer, z.tuple([z.string().max(2000)]), setServerReply),
  openExternal: call(callChannels.openExternal, z.tuple([z.string().max(2000)]), z.boolean()),
  copyText: call(callChannels.copyText, z.tuple([z.string().max(MAX_TEXT)]), z.undefined()),
  dial: call(callChannels.dial, z.tuple([z.string().max(64)]), z.enum(['dialled', 'copied'])),
  hasSession: call(callChannels.hasSession, none, z.object({ user: z.unknown() })),
  forgetSession: call(callChannels.forgetSession, none, z.undefined()),
  saveFile: call(callChannels.saveFile, fileArgs, z.boolean()),
  openFile: call(callChannels.openFile, fileArgs, z.boolean()),
  logError: call(callChannels.logError, z.tuple([z.string().max(MAX_TEXT)]), z.undefined()),
  journalAppend: call(
    callChannels.journalAppend,
    z.tuple([replicaName, z.array(journalEntrySchema).max(MAX_JOURNAL_ENTRIES)]),
    z.undefined(),
  ),
  journalSettle: call(callChannels.journalSettle, z.tuple([replicaName, journalKeys]), z.undefined()),
  journalRead: call(callChannels.journalRead, z.tuple([replicaName]), z.array(journalEntrySchema)),
  journalForget: call(callChannels.journalForget, z.tuple([replicaName]), z.undefined()),
  updateState: call(callChannels.updateState, none, updateStateSchema),
  updateCheck: call(callChannels.updateCheck, none, z.undefined()),
  updateDownload: call(callChannels.updateDownload, none, z.undefined()),
  updateInstall: call(callChannels.updateInstall, none, z.undefined()),
  setUpdateDownload: call(callChannels.setUpdateDownload, z.tuple([z.enum(['auto', 'ask'])]), z.undefined()),
  noteLink: call(callChannels.noteLink, z.tuple([z.boolean()]), z.undefined()),
  keyState: call(callChannels.keyState, none, deviceKeyStateSchema),
  keyBytes: call(callChannels.keyBytes, none, z.instanceof(Uint8Array).nullable()),
  keyUnlock: call(callChannels.keyUnlock, z.tuple([pin]), pinReply),
  keySetPin: call(callChannels.keySetPin, z.tuple([pin, pin]), pinReply),
  keySetIdle: call(callChannels.keySetIdle, z.tuple([z.number().int().min(0).max(240)]), z.undefined()),
  keyLock: call(callChannels.keyLock, none, z.undefined()),
  removal: call(callChannels.removal, none, removedSchema.nullable()),
  removeNow: call(
    callChannels.removeNow,
    z.tuple([z.number().int().min(0).max(1_000_000).nullable()]),
    z.undefined(),
  ),
  leaseRenew: call(callChannels.leaseRenew, none, z.enum(RENEWALS)),
  keyStartAnew: call(callChannels.keyStartAnew, none, z.undefined()),
  notify: call(callChannels.notify, z.tuple([noticeSchema]), z.boolean()),
  setTodayCount: call(
    callChannels.setTodayCount,
    z.tuple([z.number().int().min(0).max(1_000_000)]),
    z.undefined(),
  ),
  launchAtLogin: call(callChannels.launchAtLogin, none, z.boolean().nullable()),
  setLaunchAtLogin: call(callChannels.setLaunchAtLogin, z.tuple([z.boolean()]), z.undefined()),
  diagnostics: call(callChannels.diagnostics, z.tuple([countsSchema]), z.string()),
  printPage: call(callChannels.printPage, none, z.boolean()),
  savePage: call(callChannels.savePage, z.tuple([z.string().min(1).max(255)]), z.boolean()),
};

export type DesktopInfo = z.infer<typeof desktopInfoSchema>;
export type UpdateState = z.infer<typeof updateStateSchema>;
export type DeviceKeyState = z.infer<typeof deviceKeyStateSchema>;
export type PinRefusal = z.infer<typeof pinRefusalSchema>;
export type Notice = z.infer<typeof noticeSchema>;
export type JournalEntry = z.infer<typeof journalEntrySchema>;
export type AddressRefusal = z.infer<typeof addressRefusalSchema>;

/** `window.callbook`, there in the desktop edition only. The functions named onX answer with their unsubscribe. */
export type DesktopApi = {
  info(): Promise<DesktopInfo>;
  /** Takes another server, for this run and the next ones. A session of the old server is not sent to the new one. */
  setServer(url: string): Promise<Result<{ server: string }, AddressRefusal>>;
  /** Opens an https, mailto or tel address outside the app; false when the address is none of these. */
  openExternal(url: string): Promise<boolean>;
  copyText(text: string): Promise<void>;
  /** Hands the number to the phone program, or puts it on the clipboard where there is none. */
  dial(number: string): Promise<'dialled' | 'copied'>;
  /** The user of the last sign-in on this server, kept so that the app opens without a network; null if none. */
  hasSession(): Promise<{ user: unknown }>;
  forgetSession(): Promise<void>;
  /** Asks where to save; false when the person cancelled. */
  saveFile(name: string, bytes: Uint8Array): Promise<boolean>;
  /** Opens a document (PDF, Word, ODT, RTF, text, picture) in its own program; false when it cannot be opened. */
  openFile(name: string, bytes: Uint8Array): Promise<boolean>;
  onResume(listener: () => void): () => void;
  onQuickNote(listener: () => void): () => void;
  /** The route is a path such as `/leads/<id>`, to be put after the `#`. */
  onOpenRoute(listener: (route: string) => void): () => void;
  /** Writes a line to the program's log, personal data blotted out; at most 20 a minute. */
  logError(message: string): Promise<void>;
  /** Keeps writes of a replica outside the page's database. Resolves when they are on the disk; rejects when it is full. */
  journalAppend(replica: string, entries: JournalEntry[]): Promise<void>;
  /** The server has these writes, or nobody needs them any more. */
  journalSettle(replica: string, keys: string[]): Promise<void>;
  journalRead(replica: string): Promise<JournalEntry[]>;
  journalForget(replica: string): Promise<void>;
  updateState(): Promise<UpdateState>;
  /** Asks the server for a newer version, and loads it where that is wanted. */
  updateCheck(): Promise<void>;
  /** Loads the version that was found, whatever the link. */
  updateDownload(): Promise<void>;
  /** Closes the program and starts the loaded version. */
  updateInstall(): Promise<void>;
  setUpdateDownload(how: UpdateState['download']): Promise<void>;
  /** Whether the system asks to spare this link. */
  noteLink(spare: boolean): Promise<void>;
  onUpdateChanged(listener: () => void): () => void;
  keyState(): Promise<DeviceKeyState>;
  /** The key while it is open, else null. The page makes it a key that cannot be read any more, and blots out the bytes. */
  keyBytes(): Promise<Uint8Array | null>;
  /** By the PIN; null where none is set and the system's keyring opens it. */
  keyUnlock(pin: string | null): Promise<Result<null, PinRefusal>>;
  /** Sets or changes the PIN, or takes it away (`next` null). `current` is the PIN so far, null where there is none. */
  keySetPin(current: string | null, next: string | null): Promise<Result<null, PinRefusal>>;
  /** Minutes without a key or a mouse after which it locks itself; 0: never. */
  keySetIdle(minutes: number): Promise<void>;
  /** Drops the key and loads the page anew. Everything is to be on the disk by then. */
  keyLock(): Promise<void>;
  /** What there is to say of a computer that the server has revoked; null: it is not. */
  removal(): Promise<Removed | null>;
  /** The page has sent what it could: everything goes now. `unsent` is what is left; null: not known. */
  removeNow(unsent: number | null): Promise<void>;
  /** The server has revoked this computer: send what was not sent, then call `removeNow`. */
  onRemoving(listener: () => void): () => void;
  /** Asks the server whether this computer may open its data. */
  leaseRenew(): Promise<Renewal>;
  /** Puts a key aside that cannot be opened, or goes on after a removal: begins with a new one, and forgets who is signed in. */
  keyStartAnew(): Promise<void>;
  /** The program is about to lock: put everything on the disk, then call `keyLock`. */
  onLocking(listener: () => void): () => void;
  /** Shows a native notification; false where the system shows none. A click brings the window to the front and tells `onOpenRoute`. */
  notify(notice: Notice): Promise<boolean>;
  /** How many calls are due today, for the tray and the program's icon. */
  setTodayCount(count: number): Promise<void>;
  /** Whether the program starts when the person signs in to the computer; null where it cannot. */
  launchAtLogin(): Promise<boolean | null>;
  setLaunchAtLogin(on: boolean): Promise<void>;
  /** What may be handed over when something is wrong, personal data blotted out; to be shown before it is saved. */
  diagnostics(counts: Record<string, number>): Promise<string>;
  /** The system's print dialog for the page as it is; false when nothing was printed. */
  printPage(): Promise<boolean>;
  /** Asks where to save the page as a PDF; false when the person cancelled. */
  savePage(name: string): Promise<boolean>;
};

// The end of a computer that the server has revoked: the page may first offer what was not sent; then the keys are destroyed,
// and after them all that they opened. A mark on the disk is written first, so that an end that was interrupted is brought to
// its end at the next start. The server is told how much was not sent, never what.
import { z } from 'zod';
import { removedReplySchema } from '#domain/device/device.ts';
import type { Removed } from '../ipc/contract.ts';
import type { KeptFile } from './kept-file.ts';
import { fromJson, readJson } from './kept-json.ts';
import type { Session, SessionVault } from './session-vault.ts';

/** How long the page may take to send what was not sent. */
const PATIENCE_MS = 60_000;
const TELL_AGAIN_MS = 60_000;

const markSchema = z.object({
  server: z.string(),
  /** Of the revoked session: with it the server is told. Null once it knows. */
  refresh_token: z.string().nullable(),
  /** Changes that were not sent; null: not known. */
  unsent: z.number().nullable(),
  /** Whether everything is gone. */
  done: z.boolean(),
  by: z.object({ name: z.string(), email: z.string() }).nullable(),
});
type Mark = z.infer<typeof markSchema>;

export type Removal = {
  /** Reads the mark, once, at start. */
  load(): Promise<void>;
  /** What is left to say of it; null: this computer is not removed. */
  state(): Removed | null;
  /** The same, asked by the page: then one is there that opens nothing, and what an earlier run began goes on. */
  look(): Removed | null;
  /** The server has said of this session that its device is revoked. */
  heard(session: Session): void;
  /** Removes everything; `unsent` is what the page could not send, null where it does not know. */
  now(unsent: number | null): Promise<void>;
  /** Brings to an end what an earlier run began, and tells the server what it has not heard. */
  finish(): Promise<void>;
  /** The person begins anew. */
  forget(): Promise<void>;
};

type Deps = {
  file: KeptFile;
  vault: Pick<SessionVault, 'forget'>;
  /** Whether a page is there that can offer something. */
  isOpen: () => boolean;
  /** What the journal holds; null while it cannot be read. */
  countUnsent: () => Promise<number | null>;
  tellPage: () => void;
  /** First, and for good. */
  destroyKeys: () => Promise<void>;
  /** The journal, the lease, what was opened in other programs. */
  removeFiles: () => Promise<void>;
  /** Has the page loaded anew, which then shows nothing but that it is over. */
  showEnd: () => Promise<void>;
  /** Empties the page's databases and its storage. */
  clearPage: () => Promise<void>;
  post: (server: string, path: string, body: string) => Promise<Response>;
  later: (work: () => void, ms: number) => () => void;
  warn: (message: string) => void;
};

/** Deps: the mark's file, what is to be removed and how, the page, and the way to the server. */
export function createRemoval(deps: Deps): Removal {
  const { file, warn } = deps;
  let mark: Mark | null = null;
  let heard: Session | null = null;
  let running: Promise<void> | null = null;
  let giveUp = (): void => undefined;
  let unfinished = false;

  const keep = async (next: Mark): Promise<void> => {
    mark = next;
    await file.write(JSON.stringify(next));
  };
  const tell = async (): Promise<void> => {
    if (mark === null || mark.refresh_token === null) return;
    const { server, refresh_token, unsent } = mark;
    try {
      const response = await deps.post(
        server,
        '/api/auth/removed',
        JSON.stringify({ refresh_token, unsent }),
      );
      const text = await response.text();
      const reply = removedReplySchema.safeParse(fromJson(text));
      // A server that does not know of it (an older one, or one that was set up anew) is not asked for ever.
      const known = response.ok ? reply.success : [401, 404, 422].includes(response.status);
      if (!known) throw new Error(`answer ${response.status}`);
      await keep({ ...mark, refresh_token: null, by: reply.data?.removed_by ?? null });
    } catch (fault) {
      warn(`the server was not told of the removal: ${String(fault)}`);
      deps.later(() => void tell(), TELL_AGAIN_MS);
    }
  };
  const destroy = async (): Promise<void> => {
    await deps.destroyKeys();
    await deps.vault.forget();
    await deps.removeFiles();
  };
  /** All of it, from whatever an earlier run has left. */
  const carryOn = async (): Promise<void> => {
    await destroy();
    // The page that is emptied must be one that opens nothing.
    await deps.showEnd();
    await deps.clearPage();
    if (mark) await keep({ ...mark, done: true });
  };
  const carryOut = async (session: Session, given: number | null): Promise<void> => {
    const unsent = given ?? (await deps.countUnsent());
    const refresh_token = session.tokens?.refresh_token ?? null;
    await keep({ server: session.server, refresh_token, unsent, done: false, by: null });
    await carryOn();
    await tell();
    warn('this computer was removed: the server has revoked it');
    await deps.showEnd();
  };
  const now = (unsent: number | null): Promise<void> => {
    giveUp();
    if (heard === null) return Promise.resolve();
    running ??= carryOut(heard, unsent).finally(() => {
      heard = null;
      running = null;
    });
    return running;
  };
  const begin = (unsent: number | null): void => {
    now(unsent).catch((fault) => warn(`the removal was interrupted: ${String(fault)}`));
  };

  const state = (): Removed | null => mark && { by: mark.by, unsent: mark.unsent };
  const finish = async (): Promise<void> => {
    if (mark === null || (mark.done && mark.refresh_token === null)) return;
    if (!mark.done) await carryOn();
    await tell();
    await deps.showEnd();
  };

  return {
    load: async () => {
      mark = await readJson(file, markSchema);
      unfinished = mark !== null;
    },
    state,
    look: () => {
      if (unfinished) finish().catch((fault) => warn(`the removal was interrupted: ${String(fault)}`));
      unfinished = false;
      return state();
    },
    heard: (session) => {
      if (heard !== null || mark !== null) return;
      heard = session;
      if (!deps.isOpen()) return begin(null);
      giveUp = deps.later(() => begin(null), PATIENCE_MS);
      deps.tellPage();
    },
    now,
    finish,
    forget: async () => {
      mark = null;
      await file.remove();
    },
  };
}

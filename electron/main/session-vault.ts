// Who is signed in on this device. The tokens live here, in main, and never reach the page; on disk they are sealed
// by the system's keyring. Without a keyring they stay in memory and the next start asks for the password again.
import { z } from 'zod';
import type { KeptFile } from './kept-file.ts';
import { fromJson, readJson } from './kept-json.ts';

/** The part of Electron's safeStorage that is used; only its asynchronous functions. */
export type Sealer = {
  isAsyncEncryptionAvailable(): Promise<boolean>;
  encryptStringAsync(text: string): Promise<Buffer>;
  decryptStringAsync(sealed: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }>;
  /** Linux only: which keyring stands behind it. */
  getSelectedStorageBackend?(): string;
};

/** A pair of tokens as the server gave it. */
export type Tokens = { access_token: string; refresh_token: string };

/** A sign-in: on which server, who, and its tokens; null once the server has ended it. */
export type Session = { server: string; user: unknown; tokens: Tokens | null };

export type SessionVault = {
  /** Reads the kept session once, at start. A seal that cannot be opened costs the tokens, not the user. */
  load(): Promise<void>;
  current(): Session | null;
  keep(session: Session): Promise<void>;
  forget(): Promise<void>;
  /** True where nothing protects a secret on disk, so that none is put there. */
  insecure(): boolean;
};

const tokensSchema = z.object({ access_token: z.string(), refresh_token: z.string() });
const fileSchema = z.object({
  server: z.string(),
  user: z.unknown(),
  /** Which keyring sealed the tokens: a change of desktop can make them unreadable, and this tells why. */
  backend: z.string(),
  sealed: z.string().nullable(),
});

/** Deps: the keyring, the file, the platform, and where a fault of the keyring is told. */
export function createSessionVault(deps: {
  sealer: Sealer;
  file: KeptFile;
  platform: string;
  warn: (message: string) => void;
}): SessionVault {
  const { sealer, file, platform, warn } = deps;
  let session: Session | null = null;
  let backend = 'none';

  const protectedHere = (): boolean => isProtecting(backend);

  const seal = async (tokens: Tokens | null): Promise<string | null> => {
    if (tokens === null || !protectedHere()) return null;
    return (await sealer.encryptStringAsync(JSON.stringify(tokens))).toString('base64');
  };

  // A disk or keyring that fails costs the next start a password, not this run its session.
  const write = async (kept: Session): Promise<void> => {
    try {
      const sealed = await seal(kept.tokens);
      await file.write(JSON.stringify({ server: kept.server, user: kept.user ?? null, backend, sealed }));
    } catch (fault) {
      warn(`the session cannot be kept: ${String(fault)}`);
    }
  };

  const open = async (sealed: string): Promise<{ tokens: Tokens | null; again: boolean }> => {
    try {
      const { result, shouldReEncrypt } = await sealer.decryptStringAsync(Buffer.from(sealed, 'base64'));
      const tokens = tokensSchema.safeParse(fromJson(result));
      return { tokens: tokens.success ? tokens.data : null, again: shouldReEncrypt };
    } catch (fault) {
      warn(`the kept session cannot be opened (keyring: ${backend}): ${String(fault)}`);
      return { tokens: null, again: false };
    }
  };

  return {
    load: async () => {
      backend = await findKeyring(sealer, platform);
      const kept = await readJson(file, fileSchema);
      if (kept === null) return;
      const opened = kept.sealed !== null && protectedHere() ? await open(kept.sealed) : null;
      session = { server: kept.server, user: kept.user, tokens: opened?.tokens ?? null };
      if (opened?.again) await write(session);
    },
    current: () => session,
    keep: async (next) => {
      session = next;
      await write(next);
    },
    forget: async () => {
      session = null;
      await file.remove();
    },
    insecure: () => !protectedHere(),
  };
}

/** Whether a keyring of this name protects anything: `basic_text` seals under a password that everybody knows. */
export const isProtecting = (keyring: string): boolean =>
  !['none', 'basic_text', 'unknown'].includes(keyring);

/** The keyring's name; `none` where nothing can be sealed. */
export async function findKeyring(sealer: Sealer, platform: string): Promise<string> {
  if (!(await sealer.isAsyncEncryptionAvailable())) return 'none';
  return platform === 'linux' ? (sealer.getSelectedStorageBackend?.() ?? 'unknown') : platform;
}

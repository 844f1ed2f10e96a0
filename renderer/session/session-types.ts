// Who is signed in on this device, as the screens see it. Tokens are never in the page: main or a cookie holds them.
import type { StoreApi } from 'zustand/vanilla';
import type { RefusalCode } from '#domain/refusal.ts';
import type { Result } from '#domain/result.ts';
import type { Role } from '#domain/user/user.ts';

export type Edition = 'desktop' | 'browser';

export interface SessionUser {
  id: string;
  email: string;
  name: string;
  role: Role;
  time_zone: string;
}

export interface SessionState {
  /** `expired`: the person is known and works on locally, but the server wants the password again. */
  phase: 'starting' | 'signed_out' | 'signed_in' | 'expired';
  edition: Edition;
  /** The server's address without a slash at its end; the page's own origin in the browser edition. */
  server: string;
  user: SessionUser | null;
  /** Why the sign-in is asked for again, in words; null otherwise. */
  notice: string | null;
  /** Desktop without a keyring: the session ends with the program. */
  insecure_storage: boolean;
}

/** What a sign-in can fail by, beside the server's refusals: no answer, an answer that is none, a bad address. */
export type SignInTrouble = RefusalCode | 'strange_answer' | 'bad_address' | 'insecure_address';

export interface SignInRefusal {
  code: SignInTrouble;
  /** For people, in plain words. */
  words: string;
}

export interface Session {
  readonly store: StoreApi<SessionState>;
  /** Finds who signed in last; works without a network. */
  start(): Promise<void>;
  signIn(form: {
    server?: string;
    email: string;
    password: string;
  }): Promise<Result<SessionUser, SignInRefusal>>;
  /** `wipe` also deletes the replica on this device, unsent work included. */
  signOut(options?: { wipe?: boolean }): Promise<void>;
  /** The server has refused the session: local work goes on, the sign-in is asked for. */
  expire(code: RefusalCode): void;
}

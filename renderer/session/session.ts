// Signing in and out. After the first time it works without a network: the person is known here, and the replica opens.
import { z } from 'zod';
import { createStore } from 'zustand/vanilla';
import { ok, refuse } from '#domain/result.ts';
import type { DesktopApi } from '../../electron/ipc/contract.ts';
import type { Wire } from '../replica/wire.ts';
import { createApi } from './api.ts';
import { createKeptUser, sessionUserSchema } from './kept-user.ts';
import type { Session, SessionState, SessionUser, SignInRefusal, SignInTrouble } from './session-types.ts';
import { wordsOf } from './words.ts';

export interface SessionDeps {
  wire: Wire;
  /** The desktop program around the page; undefined in the browser edition. */
  desktop: Pick<DesktopApi, 'info' | 'setServer' | 'hasSession' | 'forgetSession'> | undefined;
  kept: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  /** The page's own origin. */
  origin: string;
  /** Deletes the replica of a person on this device. */
  wipe(server: string, userId: string): Promise<void>;
  /** Takes up the sync again. */
  onSignedIn(): void;
}

const DEVICE_NAMES = { desktop: 'Callbook desktop', browser: 'Callbook in a browser' };
const answerSchema = z.looseObject({ user: sessionUserSchema });

/** The session of this page. `start` is to be called once. */
export function createSession(deps: SessionDeps): Session {
  const { wire, desktop, origin } = deps;
  const api = createApi({ wire });
  const keptUser = createKeptUser(deps);
  const edition = desktop ? 'desktop' : 'browser';
  const store = createStore<SessionState>(() => ({
    phase: 'starting',
    edition,
    server: origin,
    user: null,
    notice: null,
    insecure_storage: false,
  }));

  const leave = async (wipe: boolean, notice: string | null) => {
    const { user, server } = store.getState();
    await keptUser.forget();
    store.setState({ phase: 'signed_out', user: null, notice });
    if (wipe && user) await deps.wipe(server, user.id);
  };

  return {
    store,
    start: async () => {
      const info = await desktop?.info();
      const user = await keptUser.read();
      store.setState({
        phase: user ? 'signed_in' : 'signed_out',
        user,
        server: info?.server ?? origin,
        insecure_storage: info?.insecure_storage ?? false,
      });
    },
    signIn: async ({ server, email, password }) => {
      const refused = await takeServer(desktop, server);
      if (refused) return refuse(refused);
      const answer = await api.call(answerSchema, '/api/auth/login', {
        method: 'POST',
        body: { email: email.trim(), password, device_name: DEVICE_NAMES[edition] },
        headers: desktop ? {} : { 'X-Callbook-Edition': 'browser' },
      });
      if (!answer.ok) return refuse(asSignInRefusal(answer.error.code));
      const user: SessionUser = answer.value.user;
      keptUser.write(user);
      const address = (await desktop?.info())?.server ?? origin;
      store.setState({ phase: 'signed_in', user, server: address, notice: null });
      deps.onSignedIn();
      return ok(user);
    },
    signOut: async ({ wipe = false } = {}) => {
      // Signing out succeeds here whether or not the server hears of it.
      await wire.ask('/api/auth/logout', { method: 'POST', body: {}, within_ms: 5_000 });
      await leave(wipe, null);
    },
    expire: (code) => {
      if (store.getState().user === null) return;
      // In the desktop edition main removes everything, keys first, when the page has offered what was not sent.
      if (code === 'device_revoked' && desktop) return;
      if (code === 'device_revoked') void leave(true, wordsOf(code));
      else store.setState({ phase: 'expired', notice: wordsOf(code) });
    },
  };
}

async function takeServer(desktop: SessionDeps['desktop'], server = ''): Promise<SignInRefusal | null> {
  if (!desktop || server.trim() === '') return null;
  const taken = await desktop.setServer(server.trim());
  return taken.ok ? null : { code: taken.error.code, words: wordsOf(taken.error.code) };
}

// A 401 without a code of ours means here: wrong e-mail or password.
const asSignInRefusal = (code: SignInTrouble): SignInRefusal => {
  const meant = code === 'unauthenticated' ? 'bad_credentials' : code;
  return { code: meant, words: wordsOf(meant) };
};

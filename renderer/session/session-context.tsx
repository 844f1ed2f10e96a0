// Gives the session to the screens.
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { Fetch } from '../replica/wire.ts';
import type { Session, SessionState } from './session-types.ts';

/** Provided by main around everything. */
export const SessionContext = createContext<Session | null>(null);

/** How a screen asks the server for what no replica holds: with the session, renewed where that is the page's work. */
export const ServerFetchContext = createContext<Fetch>((input, init) => window.fetch(input, init));

/** The fetch of ServerFetchContext; the page's own where none was given. */
export const useServerFetch = (): Fetch => useContext(ServerFetchContext);

/** The session. Throws outside its context. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('useSession needs a SessionContext');
  return session;
}

/** Part of the session's state; drawing again only when that part changes. */
export const useSessionState = <T,>(select: (state: SessionState) => T): T =>
  useStore(useSession().store, select);

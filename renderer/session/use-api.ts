// Asks the server for what no replica holds, and says in words what kept it from being done.
import { useMemo } from 'react';
import { createWire } from '../replica/wire.ts';
import { refusalWords } from '../ui/refusal-words.ts';
import { say } from '../words/say.ts';
import { type Api, type ApiRefusal, createApi } from './api.ts';
import { useServerFetch } from './session-context.tsx';

// The clock learns from the replication's requests, which never cease.
const clock = { learn: () => undefined };

/** The server, with the session. */
export function useApi(): Api {
  const fetch = useServerFetch();
  return useMemo(() => createApi({ wire: createWire({ fetch, clock }) }), [fetch]);
}

const OFFLINE = say(
  'This needs the server, which cannot be reached now. Try again when the network is back.',
);
const STRANGE = say('The server answered in an unknown way. Try again later.');

/** Why the server did not do it, in one or two sentences. */
export function apiWords(refusal: ApiRefusal): string {
  if (refusal.code === 'offline') return OFFLINE;
  return refusal.code === 'strange_answer' ? STRANGE : refusalWords({ ...refusal, code: refusal.code });
}

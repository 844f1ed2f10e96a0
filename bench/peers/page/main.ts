// The page in which the peers are measured, served by their own server.
import { pouchApi } from './pouch.ts';
import { tinyApi } from './tiny.ts';
import { watermelonApi } from './watermelon.ts';

const api = { ...pouchApi, ...tinyApi, ...watermelonApi };

export type PeerPage = typeof api;

Object.assign(window, { bench: api });

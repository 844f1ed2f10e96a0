// What the search in notes knows and answers, and what page and worker say to each other. Leads themselves are found by the
// desk, at once.
import type { Live } from '../replica-types.ts';

/** An interaction that carries a note. */
export interface SearchedNote {
  id: string;
  lead_id: string;
  /** Instant. */
  at: string;
  text: string;
}

/** `text` is the part of the note around the first word that was found. */
export type NoteHit = SearchedNote;

/** `building`: not every note is known yet. `failed`: there will be no answers in this run. */
export type FinderState = 'building' | 'ready' | 'failed';

/** The search in all notes of one replica, in a thread of its own. */
export interface Finder {
  readonly state: Live<FinderState>;
  /** The newest first. null where a later question took this one's place, or there is no answer to be had. */
  ask(query: string, limit: number): Promise<readonly NoteHit[] | null>;
}

/** Notes that are new or have changed, and those that are gone. */
export interface NoteChanges {
  notes: readonly SearchedNote[];
  gone: readonly string[];
}

export type ToWorker =
  | { kind: 'take'; changes: NoteChanges }
  | { kind: 'ask'; number: number; query: string; limit: number };
export interface FromWorker {
  number: number;
  found: NoteHit[];
}

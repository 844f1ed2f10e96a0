// What the palette has found for the text: leads from the desk at once, and notes from the thread of their own a moment
// later. The notes of the text before stand until then, so that nothing flickers below the leads.
import { useEffect, useMemo, useState } from 'react';
import type { SearchHit } from '../../replica/desk-types.ts';
import { useLive, useReplica } from '../../replica/replica-context.tsx';
import type { FinderState, NoteHit } from '../../replica/search/search-types.ts';

const MOST = { leads: 8, notes: 5 };
const NO_NOTES: readonly NoteHit[] = [];

export interface FoundNow {
  leads: readonly SearchHit[];
  notes: readonly NoteHit[];
  state: FinderState;
  /** False for the moment in which the notes are still to come. */
  settled: boolean;
}

/** Asks anew with every text. */
export function useFound(text: string): FoundNow {
  const { desk, finder } = useReplica();
  const state = useLive(finder.state);
  const query = text.trim();
  const leads = useMemo(() => (query === '' ? [] : desk.search(query, MOST.leads)), [desk, query]);
  const [answer, setAnswer] = useState({ query: '', notes: NO_NOTES });
  const building = state === 'building';
  useEffect(() => {
    let current = true;
    // Asked again when all notes have been read.
    void building;
    const asked = query === '' ? Promise.resolve(NO_NOTES) : finder.ask(query, MOST.notes);
    void asked.then((notes) => {
      if (current) setAnswer({ query, notes: notes ?? NO_NOTES });
    });
    return () => {
      current = false;
    };
  }, [finder, query, building]);
  // A lead that is not here any more takes its notes with it.
  const notes = useMemo(
    () =>
      answer.notes.filter(({ lead_id }) => {
        const lead = desk.row(lead_id)?.lead;
        return lead && lead.deleted_at === null && lead.merged_into_id === null;
      }),
    [desk, answer],
  );
  return { leads, notes: query === '' ? NO_NOTES : notes, state, settled: answer.query === query };
}

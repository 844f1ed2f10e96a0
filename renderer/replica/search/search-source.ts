// Where the search in notes has them from: once all that stand in the database, then each change as the desk takes it in.
import { getChangedDocumentsSince, type RxCollection } from 'rxdb';
import type { Interaction } from '#domain/interaction/interaction.ts';
import type { RunningDesk } from '../desk/desk.ts';
import type { SearchSource } from './finder.ts';
import type { SearchedNote } from './search-types.ts';

/** Documents that are read in one breath of the page: about as long as a frame. */
const AT_ONCE = 400;
/** What is searched must not wait for a page that never rests. */
const REST_WITHIN_MS = 1_000;

/** Deps: the running desk, and the interactions of its replica. */
export function createSearchSource({
  desk,
  interactions,
}: {
  desk: Pick<RunningDesk, 'follow'>;
  interactions: RxCollection<Interaction>;
}): SearchSource {
  return {
    follow: (listener) =>
      desk.follow((changes) => {
        const written = changes.flatMap((change) =>
          change.collection === 'interactions' ? [change.document] : [],
        );
        const notes = written.flatMap(noteIn);
        const standing = new Set(notes.map(({ id }) => id));
        const gone = written.map(({ id }) => id).filter((id) => !standing.has(id));
        if (written.length > 0) listener({ notes, gone });
      }),
    parts: async function* () {
      let from: { id: string; lwt: number } | undefined;
      while (true) {
        const page = await getChangedDocumentsSince(interactions.storageInstance, AT_ONCE, from);
        if (page.documents.length === 0) return;
        from = page.checkpoint as typeof from;
        yield { notes: page.documents.flatMap(noteIn), gone: [] };
        await new Promise((resolve) => requestIdleCallback(resolve, { timeout: REST_WITHIN_MS }));
      }
    },
  };
}

type Standing = Pick<Interaction, 'id' | 'lead_id' | 'occurred_at' | 'note' | 'voided_at'> & {
  _deleted: boolean;
};

const noteIn = ({ id, lead_id, occurred_at, note, voided_at, _deleted }: Standing): SearchedNote[] =>
  _deleted || voided_at !== null || !note?.trim() ? [] : [{ id, lead_id, at: occurred_at, text: note }];

// The thread of the search in notes: takes what has changed, answers what it is asked.
import { createNoteIndex } from './note-index.ts';
import type { FromWorker, ToWorker } from './search-types.ts';

const index = createNoteIndex();

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if (data.kind === 'take') return index.take(data.changes);
  const answer: FromWorker = { number: data.number, found: index.find(data.query, data.limit) };
  self.postMessage(answer);
});

// How the sending of a record goes, and what became of a file.
import { expect, it } from 'vitest';
import { reportWords, sendingWords } from './queue-words.ts';

it.each([
  [{ sending: false, failed: 0 }, 0, 'waiting'],
  [{ sending: true, failed: 0 }, 0, 'being sent'],
  [{ sending: false, failed: 1 }, 0, 'waiting, tried once'],
  [{ sending: true, failed: 3 }, 2, 'being sent, tried 3 times, refused 2 times before'],
])('%j and %i refusals', (attempt, refused, words) => {
  expect(sendingWords(attempt, refused)).toBe(words);
});

it('reports on a file', () => {
  expect(reportWords({ taken: 1, known: 0, refused: [] })).toBe(
    '1 record taken in, to be sent like everything else.',
  );
  expect(reportWords({ taken: 0, known: 2, refused: [1] })).toBe(
    'Nothing new was in the file. 2 records were here already. 1 record could not be taken in.',
  );
});

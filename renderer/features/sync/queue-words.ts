// How the sending of one record goes, in a few words.
import type { Unsent } from '../../replica/replica-types.ts';
import { listWords } from '../../words/dates.ts';
import { say } from '../../words/say.ts';

/** "being sent", "waiting, tried 3 times", "waiting, refused once before". `refused`: earlier writes of it that were. */
export function sendingWords(
  { sending, failed }: Pick<Unsent, 'sending' | 'failed'>,
  refused: number,
): string {
  const parts = [
    sending ? say('being sent') : say('waiting'),
    failed > 0 && say('tried {times}', { times: timesWords(failed) }),
    refused > 0 && say('refused {times} before', { times: timesWords(refused) }),
  ];
  return listWords(parts);
}

const timesWords = (count: number): string =>
  say('{count, plural, one {once} other {{count} times}}', { count });

/** What became of a file of unsent work, in one or two sentences. */
export function reportWords({
  taken,
  known,
  refused,
}: {
  taken: number;
  known: number;
  refused: readonly unknown[];
}): string {
  const records = (count: number) =>
    say('{count, plural, one {1 record} other {{count} records}}', { count });
  const parts = [
    taken > 0
      ? say('{records} taken in, to be sent like everything else.', { records: records(taken) })
      : say('Nothing new was in the file.'),
    known > 0 &&
      say('{records} {known, plural, one {was} other {were}} here already.', {
        records: records(known),
        known,
      }),
    refused.length > 0 && say('{records} could not be taken in.', { records: records(refused.length) }),
  ];
  return parts.filter(Boolean).join(' ');
}

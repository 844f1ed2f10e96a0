// How the sending of one record goes, in a few words.
import type { Unsent } from '../../replica/replica-types.ts';

/** "being sent", "waiting, tried 3 times", "waiting, refused once before". `refused`: earlier writes of it that were. */
export function sendingWords(
  { sending, failed }: Pick<Unsent, 'sending' | 'failed'>,
  refused: number,
): string {
  const parts = [
    sending ? 'being sent' : 'waiting',
    failed > 0 && `tried ${timesWords(failed)}`,
    refused > 0 && `refused ${timesWords(refused)} before`,
  ];
  return parts.filter(Boolean).join(', ');
}

const timesWords = (count: number): string => (count === 1 ? 'once' : `${count} times`);

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
  const records = (count: number) => (count === 1 ? '1 record' : `${count} records`);
  const parts = [
    taken > 0
      ? `${records(taken)} taken in, to be sent like everything else.`
      : 'Nothing new was in the file.',
    known > 0 && `${records(known)} ${known === 1 ? 'was' : 'were'} here already.`,
    refused.length > 0 && `${records(refused.length)} could not be taken in.`,
  ];
  return parts.filter(Boolean).join(' ');
}

// Which notices are told now, and when to look again. What came due together, after a sleep for one, is told as one; what
// can wait is kept until the person works; nothing is told twice.
import { type Worker, worksFrom } from '../user/working-hours.ts';
import { NOTICE_EVENTS, type Notice, type NoticeEvent } from './notice.ts';

/** What a device remembers of its notices. */
export interface Told {
  /** What lies before is nobody's news: the person came to this device then. */
  since: string;
  /** By the key of the notice, when it was told. */
  keys: Readonly<Record<string, string>>;
}

export interface TellingChoices {
  /** Events that are not told. */
  off: readonly NoticeEvent[];
  /** Whether what can wait is kept until the person works. */
  quiet: boolean;
}

export interface Telling {
  /** One for each event: all of it that has come due. */
  tell: { event: NoticeEvent; notices: readonly Notice[] }[];
  /** When the next one comes due, as things stand; null where none will. */
  next: string | null;
  /** What is to be remembered from now on. */
  told: Told;
}

const FORGET_AFTER_MS = 30 * 86_400_000;

/** The telling of `now`. An event that is off is remembered as told, so that switching it on brings up nothing old. */
export function decideTelling(
  notices: readonly Notice[],
  { told, choices, worker, now }: { told: Told; choices: TellingChoices; worker: Worker; now: string },
): Telling {
  const due: Notice[] = [];
  let next: string | null = null;
  for (const notice of notices) {
    if (notice.at < told.since || Object.hasOwn(told.keys, notice.key)) continue;
    const from = notice.at > now ? notice.at : now;
    const at = notice.waits && choices.quiet ? worksFrom(worker, from) : from;
    if (at === null) continue;
    if (at <= now) due.push(notice);
    else if (next === null || at < next) next = at;
  }
  const tell = NOTICE_EVENTS.filter((event) => !choices.off.includes(event)).flatMap((event) => {
    const ofIt = due.filter((notice) => notice.event === event);
    return ofIt.length > 0 ? [{ event, notices: ofIt }] : [];
  });
  return { tell, next, told: remembered(told, notices, due, now) };
}

// A key is dropped when its matter has been gone for a while: until then it may come back as it was, by an undo.
function remembered(told: Told, notices: readonly Notice[], due: readonly Notice[], now: string): Told {
  const standing = new Set(notices.map(({ key }) => key));
  const kept = Object.entries(told.keys).filter(
    ([key, at]) => standing.has(key) || Date.parse(now) - Date.parse(at) < FORGET_AFTER_MS,
  );
  if (due.length === 0 && kept.length === Object.keys(told.keys).length) return told;
  return {
    ...told,
    keys: { ...Object.fromEntries(kept), ...Object.fromEntries(due.map(({ key }) => [key, now])) },
  };
}

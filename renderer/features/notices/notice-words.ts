// What a notice says: of one lead by its name, of many by their number. Names are left out where the person wants that.
import type { Notice, NoticeEvent } from '#domain/notice/notice.ts';
import { momentNear } from '../../ui/day-words.ts';
import type { SystemNotice } from '../../ui/system-notices.ts';
import { listWords } from '../../words/dates.ts';
import { say } from '../../words/say.ts';

export interface WordsAt {
  /** The name of a lead that is here. */
  nameOf(leadId: string): string | null;
  names: boolean;
  /** An instant, and the person's zone. */
  now: string;
  time_zone: string;
}

const NAMED = 3;

/** The notice of an event: of one matter, or of all that came due together. `notices` is never empty. */
export function wordsOfNotices(event: NoticeEvent, notices: readonly Notice[], at: WordsAt): SystemNotice {
  const [only] = notices;
  const one = notices.length === 1 && only !== undefined;
  const title = titleOf(event, notices.length);
  const id = one ? only.key : event;
  const route = one ? routeOfOne(only) : ROUTES[event];
  return { id, title, route, body: at.names ? bodyOf(notices, at) : say('Open Callbook to see more.') };
}

const ROUTES: Readonly<Record<NoticeEvent, string>> = {
  call: '/today',
  answer: '/triage',
  assigned: '/leads',
  attention: '/attention',
  mail: '/admin/outbox',
};

const routeOfOne = ({ event, lead_id }: Notice): string =>
  lead_id === null || event === 'attention' || event === 'mail' ? ROUTES[event] : `/leads/${lead_id}`;

function titleOf(event: NoticeEvent, n: number): string {
  switch (event) {
    case 'call':
      return say('{n, plural, =1 {A call is due now} other {# calls are due now}}', { n });
    case 'answer':
      return say('{n, plural, =1 {A first answer is due} other {# first answers are due}}', { n });
    case 'assigned':
      return say('{n, plural, =1 {A lead is yours now} other {# leads are yours now}}', { n });
    case 'attention':
      return say('{n, plural, =1 {A change needs your attention} other {# changes need your attention}}', {
        n,
      });
    case 'mail':
      return say('{n, plural, =1 {A mail could not be sent} other {# mails could not be sent}}', { n });
  }
}

function bodyOf(notices: readonly Notice[], at: WordsAt): string {
  const names = notices.flatMap(({ lead_id }) => (lead_id === null ? [] : (at.nameOf(lead_id) ?? [])));
  const [only] = notices;
  if (notices.length === 1 && only?.event === 'call' && names[0] !== undefined)
    return say('{name}, {when}', { name: names[0], when: momentNear(only.at, at.time_zone, at.now) });
  const shown = [...new Set(names)].slice(0, NAMED);
  if (shown.length === 0) return say('Open Callbook to see more.');
  const more = notices.length - shown.length;
  return more > 0 ? say('{names} and {more} more', { names: listWords(shown), more }) : listWords(shown);
}

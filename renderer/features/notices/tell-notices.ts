// Puts the notices of a person together: what they are made from, when they are looked at again, and what shows them. Only
// one page works on a replica, so that of several tabs one tells.
import { noticesOf, type Watched } from '#domain/notice/notices-of.ts';
import { seesAll } from '#domain/sync/scope.ts';
import { coveredBy } from '#domain/user/covering.ts';
import { may } from '#domain/user/rights.ts';
import type { Role } from '#domain/user/user.ts';
import type { Replica } from '../../replica/replica-types.ts';
import type { Api } from '../../session/api.ts';
import { type NoticeChoices, openTold } from '../../session/notice-choices.ts';
import type { SystemNotices } from '../../ui/system-notices.ts';
import { createArrivals } from './arrivals.ts';
import { followFailedMails } from './failed-mails.ts';
import { wordsOfNotices } from './notice-words.ts';
import { createTeller } from './teller.ts';

export interface TellDeps {
  replica: Pick<Replica, 'user_id' | 'desk' | 'attention' | 'settings' | 'users' | 'now'>;
  kept: Pick<Storage, 'getItem' | 'setItem'>;
  choices: { get(): NoticeChoices; subscribe(listener: () => void): () => void };
  /** As whom he signed in, until the people are known. */
  me: { role: Role; time_zone: string };
  api: Api;
  /** Whether the person has done something to a lead on this device. */
  touched(leadId: string): boolean;
  notices: Pick<SystemNotices, 'show'>;
  /** Wakes from sleep; desktop only. Answers with its unsubscribe. */
  onResume?: (listener: () => void) => () => void;
  /** Milliseconds after which the mails are asked for; default a minute. */
  first_mails_ms?: number;
}

// Many changes of one moment are one look, and what was just done here is written down by then.
const SETTLE_MS = 500;
const REMINDER_MINUTES = 30;

/** Tells until the answer is called. */
export function tellNotices(deps: TellDeps): () => void {
  const { replica, choices } = deps;
  const { desk, user_id } = replica;
  const me = () =>
    replica.users.get().find(({ id }) => id === user_id) ?? { ...deps.me, working_hours: null };
  const arrivals = createArrivals(deps);
  const mails = followFailedMails({
    api: deps.api,
    wanted: () => may(me(), 'outbox.read') && !choices.get().off.includes('mail'),
    ...(deps.first_mails_ms === undefined ? {} : { first_ms: deps.first_mails_ms }),
  });
  const watched = (now: string): Watched => {
    const staff = seesAll(me());
    const own = new Set([user_id, ...coveredBy(replica.users.get(), user_id, now).map(({ id }) => id)]);
    const leads = desk.list({ assignee_ids: staff ? [...own, null] : [...own] });
    const mine = leads.flatMap(({ lead, lead_id }) => (lead.assignee_id === user_id ? [lead_id] : []));
    return {
      ...{ leads, own, staff, mails: mails.get(), attention: replica.attention.get() },
      assigned: arrivals.look(mine, now),
      reminder_minutes: replica.settings.get()?.sla_reminder_minutes ?? REMINDER_MINUTES,
    };
  };
  const teller = createTeller({
    now: replica.now,
    // During a first sync nobody can say yet what is due.
    notices: (now) => (desk.ready() === 'ready' ? noticesOf(watched(now)) : null),
    worker: me,
    choices: choices.get,
    told: openTold(deps.kept, user_id, replica.now()),
    show: (event, due) => {
      const { time_zone } = me();
      const nameOf = (id: string) => desk.row(id)?.lead.name ?? null;
      const at = { nameOf, names: choices.get().names, now: replica.now(), time_zone };
      void deps.notices.show(wordsOfNotices(event, due, at));
    },
  });
  let settling: ReturnType<typeof setTimeout> | undefined;
  const soon = () => {
    settling ??= setTimeout(() => {
      settling = undefined;
      teller.look();
    }, SETTLE_MS);
  };
  const stops = [desk, replica.attention, replica.users, replica.settings, choices, mails].map((source) =>
    source.subscribe(soon),
  );
  if (deps.onResume) stops.push(deps.onResume(soon));
  document.addEventListener('visibilitychange', soon);
  teller.look();
  return () => {
    clearTimeout(settling);
    document.removeEventListener('visibilitychange', soon);
    for (const stop of stops) stop();
    teller.close();
  };
}

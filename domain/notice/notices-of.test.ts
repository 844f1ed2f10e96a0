import { describe, expect, it } from 'vitest';
import type { PlanEvent, PlanLead } from '../plan/lead.ts';
import { plan } from '../plan/plan.ts';
import { aCall, aCallback, aPlanLead, aSnooze, aTry } from '../testing/plan-builders.ts';
import { noticesOf, type Watched, type WatchedLead } from './notices-of.ts';

const NOW = '2026-03-02T12:00:00.000Z';
const ME = 'me';

/** A lead of mine in Berlin, called last on Friday; noon (UTC) of Monday 2 March 2026. */
function aWatched(
  events: readonly PlanEvent[] = [],
  given: Partial<Omit<WatchedLead, 'plan' | 'lead'>> & {
    lead?: Partial<WatchedLead['lead']>;
    facts?: Partial<PlanLead>;
    now?: string;
  } = {},
): WatchedLead {
  const { lead, facts = {}, now = NOW, ...more } = given;
  return {
    lead_id: 'l1',
    category: 'working',
    sla: null,
    plan: plan(aPlanLead(facts), [aCall('2026-02-27T10:00:00.000Z'), ...events], now, 'Europe/Berlin'),
    ...more,
    lead: { assignee_id: ME, do_not_call: false, ...lead },
  };
}

const look = (leads: readonly WatchedLead[], more: Partial<Watched> = {}) =>
  noticesOf({
    ...{ leads, own: new Set([ME]), staff: false, reminder_minutes: 30 },
    ...{ assigned: [], attention: [], mails: [], ...more },
  });

describe('the notice of a call', () => {
  it('comes at the hour that was promised, and waits for nothing', () => {
    const at = '2026-03-02T14:00:00.000Z';
    expect(look([aWatched([aCallback('2026-02-28T10:00:00.000Z', { until: at })])])).toEqual([
      { event: 'call', key: `call l1 ${at}`, at, waits: false, lead_id: 'l1' },
    ]);
  });

  it('of a day that was promised comes when the lead opens on it, and can wait', () => {
    const at = '2026-03-03T08:00:00.000Z';
    expect(look([aWatched([aCallback('2026-02-28T10:00:00.000Z', { on: '2026-03-03' })])])).toMatchObject([
      { at, waits: true },
    ]);
  });

  it('comes again when a promised call is to be tried anew', () => {
    const promised = aCallback('2026-02-28T10:00:00.000Z', { until: '2026-03-02T10:00:00.000Z' });
    expect(look([aWatched([promised, aTry('2026-03-02T10:05:00.000Z')])])).toMatchObject([
      { at: '2026-03-02T12:05:00.000Z' },
    ]);
  });

  it('comes when what was put off comes back, and not for what only its rhythm asks for', () => {
    const rhythm = { cadence: { kind: 'days', n: 2 } } as const;
    const snoozed = aSnooze('2026-03-02T11:00:00.000Z', { until: '2026-03-02T13:00:00.000Z' });
    expect(look([aWatched([snoozed], { facts: rhythm })])).toMatchObject([
      { at: '2026-03-02T13:00:00.000Z', waits: true },
    ]);
    expect(look([aWatched([], { facts: rhythm })])).toEqual([]);
    expect(look([aWatched([aTry('2026-03-02T11:00:00.000Z')], { facts: rhythm })])).toEqual([]);
    // Put off until before it is due: the rhythm asks for it again.
    expect(look([aWatched([snoozed], { facts: { cadence: { kind: 'days', n: 30 } } })])).toEqual([]);
  });

  it('is for who works the lead, for those he covers for too, and for nobody else', () => {
    const promised = [aCallback('2026-02-28T10:00:00.000Z', { until: NOW })];
    const of = (assignee_id: string | null) => aWatched(promised, { lead: { assignee_id } });
    expect(look([of('jonas')])).toEqual([]);
    expect(look([of(null)], { staff: true })).toEqual([]);
    expect(look([of('jonas')], { own: new Set([ME, 'jonas']) })).toHaveLength(1);
  });

  it('is gone with the call, and there is none for who must not be called', () => {
    const promised = aCallback('2026-02-28T10:00:00.000Z', { until: '2026-03-02T11:00:00.000Z' });
    expect(look([aWatched([promised, aCall('2026-03-02T11:10:00.000Z')])])).toEqual([]);
    expect(look([aWatched([promised], { facts: { do_not_call: true } })])).toEqual([]);
  });
});

describe('the notice of an answer', () => {
  const sla = { due_at: '2026-03-02T13:00:00.000Z', met_at: null };
  const fresh = (lead: Partial<WatchedLead['lead']> = {}, given: Partial<WatchedLead> = {}) =>
    aWatched([], { category: 'new', sla, ...given, lead });

  it('comes as many minutes before its end as the settings say, at night too', () => {
    expect(look([fresh()])).toEqual([
      {
        ...{ event: 'answer', key: 'answer l1 2026-03-02T13:00:00.000Z', at: '2026-03-02T12:30:00.000Z' },
        ...{ waits: false, lead_id: 'l1' },
      },
    ]);
    expect(look([fresh()], { reminder_minutes: 5 })).toMatchObject([{ at: '2026-03-02T12:55:00.000Z' }]);
  });

  it('is gone once it is given, once the lead moved on, and where none is owed', () => {
    expect(look([fresh({}, { sla: { ...sla, met_at: NOW } })])).toEqual([]);
    expect(look([fresh({}, { category: 'working' })])).toEqual([]);
    expect(look([fresh({}, { sla: null })])).toEqual([]);
    expect(look([fresh({ do_not_call: true })])).toEqual([]);
  });

  it('of a lead that nobody has goes to those who give leads away', () => {
    expect(look([fresh({ assignee_id: null })])).toEqual([]);
    expect(look([fresh({ assignee_id: null })], { staff: true })).toHaveLength(1);
    expect(look([fresh({ assignee_id: 'jonas' })], { staff: true })).toEqual([]);
  });
});

it('a lead that was given, work that needs attention and a failed mail have one notice each, which can wait', () => {
  const found = look([], {
    assigned: [{ lead_id: 'l1', at: NOW }],
    attention: [{ id: 'a1', lead_id: null, at: NOW }],
    mails: [{ id: 'm1', lead_id: 'l2', created_at: NOW, attempts: 5 }],
  });
  expect(found).toEqual([
    { event: 'assigned', key: `assigned l1 ${NOW}`, at: NOW, waits: true, lead_id: 'l1' },
    { event: 'attention', key: 'attention a1', at: NOW, waits: true, lead_id: null },
    { event: 'mail', key: 'mail m1 5', at: NOW, waits: true, lead_id: 'l2' },
  ]);
});

import { describe, expect, it } from 'vitest';
import { createIds } from '../ids.ts';
import { aUser } from '../testing/builders.ts';
import { coveredBy } from './covering.ts';
import { decideHandover, refuseHandoverBy } from './decide-handover.ts';
import { handoverInForce, handoverIsOver, handoverSchema } from './handover.ts';

const ids = createIds();
const to_id = ids.next();
const days = (from_on: string, to_on: string) => ({ to_id, from_on, to_on });
const issuesOf = (given: object) =>
  (handoverSchema.safeParse(given).error?.issues ?? []).map(({ path, message }) => [path.join('.'), message]);

describe('a handover', () => {
  it('lasts from one day to 62', () => {
    expect(issuesOf(days('2026-06-01', '2026-06-01'))).toEqual([]);
    expect(issuesOf(days('2026-06-01', '2026-08-01'))).toEqual([]);
    expect(issuesOf(days('2026-06-01', '2026-08-02'))).toEqual([['to_on', 'must be at most 62 days']]);
    expect(issuesOf(days('2026-06-02', '2026-06-01'))).toEqual([
      ['to_on', 'must not be before the first day'],
    ]);
  });

  it('is in force on all of its days, as they are counted where the person is who hands over', () => {
    const handover = days('2026-06-01', '2026-06-05');
    const inForce = (now: string, zone = 'Asia/Tokyo') => handoverInForce(handover, now, zone);
    expect(inForce('2026-05-31T14:59:59.999Z')).toBe(false);
    expect(inForce('2026-05-31T15:00:00.000Z')).toBe(true);
    expect(inForce('2026-06-05T14:59:59.999Z')).toBe(true);
    expect(inForce('2026-06-05T15:00:00.000Z')).toBe(false);
    expect(inForce('2026-06-05T15:00:00.000Z', 'Europe/Berlin')).toBe(true);
    expect(handoverInForce(null, '2026-06-02T00:00:00.000Z', 'UTC')).toBe(false);
  });

  it('is over after its last day', () => {
    expect(handoverIsOver({ to_on: '2026-06-05' }, '2026-06-05T21:59:59.000Z', 'Europe/Berlin')).toBe(false);
    expect(handoverIsOver({ to_on: '2026-06-05' }, '2026-06-05T22:00:00.000Z', 'Europe/Berlin')).toBe(true);
  });
});

describe('who hands over', () => {
  const user = aUser();
  const cover = aUser({ id: to_id });
  const now = '2026-06-01T10:00:00.000Z';

  it('is the person himself, or a manager or admin for him', () => {
    expect(refuseHandoverBy({ id: user.id, role: 'kam' }, user.id)).toBeNull();
    expect(refuseHandoverBy({ id: to_id, role: 'manager' }, user.id)).toBeNull();
    expect(refuseHandoverBy({ id: to_id, role: 'kam' }, user.id)).toMatchObject({ code: 'not_allowed' });
  });

  it('names an active colleague, and days that are not over', () => {
    const handover = days('2026-05-30', '2026-06-01');
    expect(decideHandover(user, handover, cover, now)).toEqual({ ok: true, value: { ...user, handover } });
    const refused = [
      decideHandover(user, handover, null, now),
      decideHandover(user, handover, { ...cover, is_active: false }, now),
      decideHandover(user, handover, user, now),
      decideHandover(user, days('2026-05-30', '2026-05-31'), cover, now),
    ];
    expect(refused.map((result) => !result.ok && result.error.code)).toEqual([
      'unknown_assignee',
      'unknown_assignee',
      'unknown_assignee',
      'invalid',
    ]);
  });
});

describe('the people whom somebody covers for', () => {
  it('are active, and have handed over to him for today', () => {
    const now = '2026-06-01T10:00:00.000Z';
    const handover = days('2026-06-01', '2026-06-02');
    const [covered, away, later, other] = [
      aUser({ handover }),
      aUser({ handover, is_active: false }),
      aUser({ handover: days('2026-06-02', '2026-06-02') }),
      aUser({ handover: { ...handover, to_id: ids.next() } }),
    ];
    expect(coveredBy([covered, away, later, other, aUser()], to_id, now)).toEqual([covered]);
  });
});

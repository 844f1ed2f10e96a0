import { describe, expect, it } from 'vitest';
import { aUser } from '../testing/builders.ts';
import { refuseHoursBy, workingHoursOf, worksAt, worksFrom } from './working-hours.ts';

const berlin = aUser({ time_zone: 'Europe/Berlin' });

describe('the working hours of a person', () => {
  it('are Monday to Friday, nine to six, where he has set none', () => {
    expect(Object.keys(workingHoursOf(berlin))).toEqual(['1', '2', '3', '4', '5']);
    expect(worksAt(berlin, '2026-03-02T08:00:00.000Z')).toBe(true);
    expect(worksAt(berlin, '2026-03-02T07:59:59.999Z')).toBe(false);
    expect(worksAt(berlin, '2026-03-02T17:00:00.000Z')).toBe(false);
  });

  it('stand in his own zone and go on to the next working day', () => {
    const pune = aUser({ time_zone: 'Asia/Kolkata', working_hours: { '6': [['10:00', '14:00']] } });
    expect(worksAt(pune, '2026-03-07T04:30:00.000Z')).toBe(true);
    expect(worksFrom(pune, '2026-03-07T08:30:00.000Z')).toBe('2026-03-14T04:30:00.000Z');
  });

  it('keep to the clock on the wall when it is put forward', () => {
    expect(worksFrom(berlin, '2026-03-28T12:00:00.000Z')).toBe('2026-03-30T07:00:00.000Z');
  });

  it('may be none at all', () => {
    expect(worksFrom(aUser({ working_hours: {} }), '2026-03-02T08:00:00.000Z')).toBeNull();
    expect(worksAt(aUser({ working_hours: {} }), '2026-03-02T08:00:00.000Z')).toBe(false);
  });

  it('are set by himself and by admins', () => {
    const actor = (role: 'admin' | 'manager' | 'kam', id = 'somebody') => ({ id, role, covers: [berlin.id] });
    expect(refuseHoursBy(actor('admin'), berlin.id)).toBeNull();
    expect(refuseHoursBy(actor('kam', berlin.id), berlin.id)).toBeNull();
    for (const role of ['manager', 'kam'] as const)
      expect(refuseHoursBy(actor(role), berlin.id)).toMatchObject({ code: 'not_allowed' });
  });
});

import { describe, expect, it } from 'vitest';
import { createIds } from '../ids.ts';
import { defaultSettings } from '../settings/settings.ts';
import { aLead } from '../testing/builders.ts';
import { decideMerge, type MergeRequest, partedFields, refuseMergeBy, refuseMerged } from './decide-merge.ts';

const ids = createIds();
const NOW = '2026-03-09T10:00:00.000Z';
const settings = defaultSettings(NOW, ids.next());
const manager = { id: ids.next(), role: 'manager' as const };
const kam = { id: ids.next(), role: 'kam' as const };
const stamp = () => ({ write_id: ids.next(), updated_at: NOW });

const merge = (given: Partial<MergeRequest>) => {
  const [survivor, other] = [given.survivor ?? aLead(), given.other ?? aLead()];
  const decided = decideMerge({ survivor, other, choices: {}, actor: manager, settings, stamp, ...given });
  return { survivor, other, decided, value: decided.ok ? decided.value : null };
};
const codeOf = ({ decided }: ReturnType<typeof merge>) => !decided.ok && decided.error.code;

describe('a merge of two leads', () => {
  it('keeps what the survivor says, and fills what it leaves open from the other', () => {
    const survivor = aLead({ name: 'Nord', city: 'Kiel', tags: ['a'], custom: { size: 1 } });
    const other = aLead({
      name: 'North',
      city: 'Husum',
      phone: '+49 431 1',
      tags: ['a', 'b'],
      custom: { size: 2, floor: 3 },
      closed_dates: ['2026-12-24'],
      do_not_call: true,
      resume: { kind: 'link', name: 'cv', size: null },
    });
    const { value } = merge({ survivor, other });
    expect(value?.lead).toMatchObject({
      id: survivor.id,
      name: 'Nord',
      city: 'Kiel',
      phone: '+49 431 1',
      tags: ['a', 'b'],
      custom: { size: 1, floor: 3 },
      closed_dates: ['2026-12-24'],
      do_not_call: true,
      resume: other.resume,
      updated_at: NOW,
    });
    expect(value?.other).toMatchObject({ id: other.id, name: 'North', merged_into_id: survivor.id });
    expect(value?.lead.write_id).not.toBe(survivor.write_id);
  });

  it('takes the choice of each field: mine, theirs, or a value', () => {
    const other = aLead({ name: 'North', city: 'Husum', phone: '+49 431 1' });
    const choices = { name: 'theirs', city: 'Flensburg', phone: 'mine' };
    expect(merge({ other, choices }).value?.lead).toMatchObject({
      name: 'North',
      city: 'Flensburg',
      phone: null,
    });
  });

  it('is won when either was, from the earlier day on, with one customer', () => {
    const survivor = aLead({ state: 'QUALIFIED' });
    const other = aLead({ state: 'WON', won_at: '2026-01-05T10:00:00.000Z' });
    const { value } = merge({ survivor, other });
    expect(value?.lead).toMatchObject({ state: 'WON', won_at: other.won_at });
    expect(value?.customer).toMatchObject({ lead_id: survivor.id, since_on: '2026-01-05' });
    const won = aLead({ state: 'WON', won_at: NOW });
    expect(merge({ survivor: won, other }).value?.lead).toMatchObject({ state: 'WON', won_at: other.won_at });
    expect(merge({ survivor: won }).value?.lead).toMatchObject({ state: 'WON', won_at: NOW });
    expect(codeOf(merge({ survivor: won, choices: { state: 'theirs' } }))).toBe('impossible_transition');
  });

  it('is refused for one lead, for one that was merged already, and for what cannot be chosen', () => {
    const lead = aLead();
    expect(codeOf(merge({ survivor: lead, other: lead }))).toBe('invalid');
    expect(codeOf(merge({ survivor: aLead({ merged_into_id: ids.next() }) }))).toBe('merged');
    expect(codeOf(merge({ other: aLead({ merged_into_id: ids.next() }) }))).toBe('merged');
    for (const choices of [{ assignee_id: 'theirs' }, { nothing: 'mine' }, { name: '' }])
      expect(codeOf(merge({ choices }))).toBe('invalid');
  });

  it('is for staff, and for a KAM when both leads are his own', () => {
    const own = () => aLead({ assignee_id: kam.id });
    expect(codeOf(merge({ actor: kam, survivor: own(), other: own() }))).toBe(false);
    expect(codeOf(merge({ actor: kam, survivor: own() }))).toBe('not_allowed');
    const cover = { ...kam, id: ids.next(), covers: [kam.id] };
    expect(refuseMergeBy(cover, own())).toMatchObject({ code: 'not_allowed' });
    expect(refuseMerged(own())).toBeNull();
  });

  it('is taken back field by field, but for what somebody has changed since', () => {
    const before = aLead({ city: null, phone: null });
    const after = { ...before, city: 'Kiel', phone: '+49 431 1', write_id: ids.next() };
    expect(partedFields(before, after, { ...after, phone: '+49 431 2' })).toEqual({
      back: { city: null },
      changed: ['phone'],
    });
  });
});

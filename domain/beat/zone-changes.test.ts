import { describe, expect, it } from 'vitest';
import { zoneChanges } from './zone-changes.ts';

const at = (text: string) => Date.parse(text);

describe('the changes of a zone', () => {
  it('are the one that holds, those within, and the next one', () => {
    const changes = zoneChanges('Europe/Berlin', at('2026-03-02T00:00Z'), at('2026-04-01T00:00Z'));
    expect(changes.map((change) => ({ ...change, at: new Date(change.at).toISOString() }))).toEqual([
      { at: '2025-10-26T01:00:00.000Z', from: 7200, to: 3600, daylight: false, name: 'GMT+1' },
      { at: '2026-03-29T01:00:00.000Z', from: 3600, to: 7200, daylight: true, name: 'GMT+2' },
      { at: '2026-10-25T01:00:00.000Z', from: 7200, to: 3600, daylight: false, name: 'GMT+1' },
    ]);
  });

  it('hold a change that happens at the first instant', () => {
    const moment = at('2026-03-29T01:00Z');
    expect(zoneChanges('Europe/Berlin', moment, moment)[0]?.at).toBe(moment);
  });

  it.each([
    ['that never changed', 'UTC', 0],
    ['that has not changed since 1970', 'Asia/Kolkata', 19_800],
  ])('of a zone %s are one at the beginning of 1970', (_, zone, offset) => {
    const [change, ...more] = zoneChanges(zone, at('2026-03-02T00:00Z'), at('2026-03-03T00:00Z'));
    expect(change).toMatchObject({ at: 0, from: offset, to: offset, daylight: false });
    expect(more).toEqual([]);
  });
});

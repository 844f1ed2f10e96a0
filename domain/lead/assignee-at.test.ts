import { describe, expect, it } from 'vitest';
import { assigneeAt } from './assignee-at.ts';

const NINE = '2026-03-02T09:00:00.000Z';
const TEN = '2026-03-02T10:00:00.000Z';
const ELEVEN = '2026-03-02T11:00:00.000Z';

describe('whose a lead was', () => {
  const history = [
    { from_id: 'ann', to_id: 'bo', at: NINE },
    { from_id: 'bo', to_id: null, at: ELEVEN },
  ];

  it('is told by the last change at or before the instant', () => {
    expect(assigneeAt(history, null, NINE)).toBe('bo');
    expect(assigneeAt(history, null, TEN)).toBe('bo');
    expect(assigneeAt(history, null, ELEVEN)).toBeNull();
  });

  it('is told by the first change for all the time before it', () => {
    expect(assigneeAt(history, null, '2026-03-02T08:59:59.999Z')).toBe('ann');
  });

  it('is whose it is now where it never changed hands', () => {
    expect(assigneeAt([], 'ann', TEN)).toBe('ann');
  });
});

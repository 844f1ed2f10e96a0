import { describe, expect, it } from 'vitest';
import { factsOfLine, fieldsOfLine, proofWords } from './audit-words.ts';

describe('a line of the audit', () => {
  it('says each field before and after, and what else is known', () => {
    const details = {
      request_id: 'r-1',
      before: { city: 'Kiel', tags: [], do_not_call: false },
      after: { city: 'Bonn', tags: ['vip'], do_not_call: true, email: null },
    };
    expect(fieldsOfLine({ details })).toEqual([
      { field: 'City', before: 'Kiel', after: 'Bonn' },
      { field: 'Tags', before: '[]', after: '["vip"]' },
      { field: 'Do not call', before: 'no', after: 'yes' },
      { field: 'Email', before: '', after: '–' },
    ]);
    expect(factsOfLine({ details })).toEqual([{ name: 'Request id', value: 'r-1' }]);
    expect(fieldsOfLine({ details: { after: 'odd' } })).toEqual([]);
  });
});

describe('the proof', () => {
  it('says in words that all is whole, or where it breaks', () => {
    expect(proofWords({ ok: true, checked: 1200, first_broken: null, erased: 0 })).toBe(
      'All 1,200 lines are whole: each follows from the one before.',
    );
    expect(proofWords({ ok: true, checked: 3, first_broken: null, erased: 1 })).toContain('were erased');
    expect(proofWords({ ok: false, checked: 5, first_broken: 5, erased: 0 })).toMatch(
      /^Line 5 .*4 lines before/,
    );
  });
});

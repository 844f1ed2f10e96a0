import { describe, expect, it } from 'vitest';
import { leadSchema } from './lead/lead.ts';
import { invalid, REFUSAL_STATUS, refusal } from './refusal.ts';

describe('refusals', () => {
  it('have a status each', () => {
    expect(Object.values(REFUSAL_STATUS).every((status) => status >= 400 && status < 600)).toBe(true);
  });

  it('carry facts', () => {
    expect(refusal('too_many', { retry_after_s: 3 })).toEqual({ code: 'too_many', retry_after_s: 3 });
    expect(refusal('gone')).toEqual({ code: 'gone' });
  });

  it('name each wrong field by its dotted path', () => {
    const { error } = leadSchema.safeParse({ call_hours: { '1': [['9', '18:00']] } });
    const { errors = [] } = invalid(error?.issues ?? []);
    expect(errors.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['name', 'kind', 'call_hours.1.0.0']),
    );
  });
});

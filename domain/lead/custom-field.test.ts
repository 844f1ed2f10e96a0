import { describe, expect, it } from 'vitest';
import { type CustomField, customFieldSchema, customFromText, customIssues } from './custom-field.ts';

const field = (type: CustomField['type'], more: Partial<CustomField> = {}): CustomField =>
  customFieldSchema.parse({
    ...{ key: 'f', label: 'F', type },
    ...(type.endsWith('choice') ? { options: ['Red', 'Blue'] } : {}),
    ...more,
  });
const issues = (of: CustomField, after: unknown, before: unknown = undefined) =>
  customIssues([of], before === undefined ? null : { f: before as string }, { f: after as string });

describe('a field of the workspace’s own', () => {
  it.each([
    ['text', 'words', 5],
    ['number', 5, '5'],
    ['date', '2026-03-09', '2026-02-30'],
    ['boolean', false, 'no'],
    ['choice', 'Red', 'Green'],
    ['multi-choice', ['Red', 'Blue'], ['Red', 'Red']],
  ] as const)('of the type %s takes %j and not %j', (type, right, wrong) => {
    expect(issues(field(type), right)).toEqual([]);
    expect(issues(field(type), wrong)).toMatchObject([{ path: 'custom.f' }]);
    expect(issues(field(type), null)).toEqual([]);
  });

  it('is not judged again where it stays as it was, and not at all where the workspace does not know it', () => {
    expect(issues(field('number'), 'old', 'old')).toEqual([]);
    expect(issues(field('number'), 'new', 'old')).toHaveLength(1);
    expect(customIssues(null, null, { other: 'x' })).toEqual([]);
  });

  it('that is required is asked of a new lead, and is not cleared once it is there', () => {
    const required = field('text', { required: true });
    expect(issues(required, '')).toMatchObject([{ message: 'must not be empty' }]);
    expect(customIssues([required], { other: 1 }, { other: 2 })).toEqual([]);
    expect(issues(required, null, 'there')).toHaveLength(1);
    expect(issues(required, [], null)).toEqual([]);
    expect(issues(required, 'there', null)).toEqual([]);
  });

  it('has options where it is a choice, each once, and else none', () => {
    const fails = (given: object) =>
      customFieldSchema.safeParse({ key: 'f', label: 'F', type: 'choice', ...given }).success === false;
    expect([fails({}), fails({ options: ['a', 'a'] }), fails({ type: 'text', options: ['a'] })]).toEqual([
      ...[true, true, true],
    ]);
    expect(fails({ type: 'multi-choice', options: ['a, b'] })).toBe(true);
    expect(fails({ options: ['a'], key: 'Not a key' })).toBe(true);
  });

  it.each([
    ['number', '12.5', 12.5],
    ['number', 'many', 'many'],
    ['number', ' ', ' '],
    ['boolean', 'Yes', true],
    ['boolean', 'perhaps', 'perhaps'],
    ['choice', 'RED', 'Red'],
    ['choice', 'green', 'green'],
    ['multi-choice', 'blue; red,Blue', ['Blue', 'Red']],
    ['date', '2026-03-09', '2026-03-09'],
    ['text', 'a, b', 'a, b'],
  ] as const)('of the type %s reads "%s" as %j', (type, text, value) => {
    expect(customFromText(field(type), text)).toEqual(value);
  });

  it('without options has nothing to choose', () => {
    expect(customFromText({ ...field('choice'), options: null }, 'x')).toBe('x');
    expect(customIssues([{ ...field('choice'), options: null }], null, { f: 'x' })).toHaveLength(1);
  });
});

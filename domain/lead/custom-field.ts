// Fields of a lead that a workspace defines for itself: their types, what fits them, and text that is read as one.
import { z } from 'zod';
import { label, optional } from '../fields.ts';
import { sameValue } from '../merge/three-way.ts';
import type { FieldIssue } from '../refusal.ts';
import { daySchema } from '../time.ts';
import type { Lead } from './lead.ts';

export const CUSTOM_TYPES = ['text', 'number', 'date', 'boolean', 'choice', 'multi-choice'] as const;

export const customFieldSchema = z
  .object({
    /** Its name in `custom`. */
    key: z
      .string()
      .regex(/^[a-z][a-z0-9_]{0,39}$/, 'must be small letters, digits and _, for example shoe_size'),
    label: label(100),
    type: z.enum(CUSTOM_TYPES),
    /** A new lead has to have it, and it is not cleared. */
    required: z
      .boolean()
      .nullish()
      .transform((value) => value ?? false),
    /** What may be chosen; null for the types without choice. */
    options: optional(z.array(label(100)).min(1).max(200)),
  })
  .superRefine(({ type, options }, ctx) => {
    const chosen = type === 'choice' || type === 'multi-choice';
    const wrong = (message: string) => ctx.addIssue({ code: 'custom', path: ['options'], message });
    if (chosen && options === null) wrong('must say what may be chosen');
    if (!chosen && options !== null) wrong('are for choice and multi-choice');
    if (type === 'multi-choice' && options?.some((option) => /[,;|]/.test(option)))
      wrong('must not hold , ; or |, which part the choices of a list');
    if (options && new Set(options).size < options.length) wrong('must not stand there twice');
  });
export type CustomField = z.output<typeof customFieldSchema>;

type Values = Lead['custom'];

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

/**
 * What is wrong with the own fields of a lead. Keys that the workspace does not define are nobody's business, and what stood
 * there before (null: a new lead) is not judged again.
 */
export function customIssues(
  fields: readonly CustomField[] | null,
  before: Values | null,
  after: Values,
): FieldIssue[] {
  return (fields ?? []).flatMap((field) => {
    const [was, value] = [before?.[field.key], after[field.key]];
    if (before !== null && sameValue(was, value)) return [];
    const message = isEmpty(value)
      ? field.required && (before === null || !isEmpty(was))
        ? 'must not be empty'
        : null
      : misfit(field, value);
    return message === null ? [] : [{ path: `custom.${field.key}`, message }];
  });
}

function misfit({ type, options }: CustomField, value: unknown): string | null {
  const isOption = (one: unknown) => (options ?? []).some((option) => option === one);
  const fits: Record<CustomField['type'], readonly [fits: boolean, message: string]> = {
    text: [typeof value === 'string', 'must be text'],
    number: [typeof value === 'number', 'must be a number'],
    boolean: [typeof value === 'boolean', 'must be true or false'],
    date: [daySchema.safeParse(value).success, 'must be a day, for example 2026-03-09'],
    choice: [isOption(value), `must be one of: ${options?.join(', ')}`],
    'multi-choice': [
      Array.isArray(value) && value.every(isOption) && new Set(value).size === value.length,
      `must be a list, each once, of: ${options?.join(', ')}`,
    ],
  };
  const [right, message] = fits[type];
  return right ? null : message;
}

const TRUTHS: Readonly<Record<string, boolean>> = {
  ...{ yes: true, y: true, true: true, '1': true, x: true },
  ...{ no: false, n: false, false: false, '0': false },
};

/** What a word says of yes or no, or null. */
export const truthOf = (text: string): boolean | null => TRUTHS[text.trim().toLowerCase()] ?? null;

/** A text from a file or an address as a value of the field; the text itself where it can be none, so that it is refused. */
export function customFromText({ type, options }: CustomField, text: string): NonNullable<Values[string]> {
  const optionOf = (word: string): string =>
    (options ?? []).find((option) => option.toLowerCase() === word.trim().toLowerCase()) ?? word;
  switch (type) {
    case 'number':
      return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
    case 'boolean':
      return truthOf(text) ?? text;
    case 'choice':
      return optionOf(text);
    case 'multi-choice':
      return [...new Set(text.split(/[,;|]/).map(optionOf))];
    default:
      return text;
  }
}

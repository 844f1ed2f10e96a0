import { expect, it } from 'vitest';
import { templateSchema } from './mail-template.ts';

it('makes the page from the text where none is given', () => {
  const text = { subject: 'A lead', body: 'Hello' };
  expect(templateSchema.parse(text)).toEqual({ ...text, html: null });
  expect(templateSchema.parse({ ...text, html: '<p>x</p>' })).toEqual({ ...text, html: '<p>x</p>' });
  expect(templateSchema.safeParse({ ...text, body: '' }).success).toBe(false);
});

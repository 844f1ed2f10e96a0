import { expect, it } from 'vitest';
import { likenessByMatch, likenessKeys, phoneTail, plainLikeness } from './likeness.ts';

it('compares address, number, and name with city, however they are written', () => {
  const one = { email: ' Mara@Example.com', phone: '+49 30 901820-11', name: 'Brot  & Sohn', city: 'Kiel' };
  const other = { email: 'mara@example.com ', phone: '030 90182011 x7', name: 'brot & sohn', city: ' kiel' };
  expect(likenessKeys(one)).toEqual(likenessKeys(other));
  expect(Object.keys(likenessByMatch(one))).toEqual(['email', 'phone', 'name_city']);
});

it('compares nothing that says too little', () => {
  expect(likenessKeys({ name: 'Brot', phone: '12345', email: null })).toEqual([]);
  expect(phoneTail(null)).toBe('');
  expect(plainLikeness(undefined)).toBe('');
});

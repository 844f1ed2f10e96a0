import { expect, test } from 'vitest';
import { pack, unpack, unpackArguments } from './wire.ts';

test('every kind of value comes out as it went in', () => {
  const value = {
    text: 'ä\0€',
    none: undefined,
    nothing: null,
    numbers: [0, -0, 1.5, Number.NaN, Number.POSITIVE_INFINITY],
    big: 2n ** 70n,
    when: new Date(5),
    pattern: /a+/gi,
    map: new Map<unknown, unknown>([['a', new Set([1, undefined])]]),
    bytes: new Uint8Array([0, 128, 255]),
    floats: new Float64Array([1.5, -2]),
    buffer: new Uint8Array([1, 2]).buffer,
    $: 'a field named like the mark of a packed value',
  };
  expect(unpack(pack(value))).toEqual(value);
});

test('a part of a buffer is sent without the rest', () => {
  expect(unpack(pack(new Uint8Array([1, 2, 3, 4]).subarray(1, 3)))).toEqual(new Uint8Array([2, 3]));
});

test('an error keeps its name and message', () => {
  const back = unpack(pack(new RangeError('too far')));
  expect(back).toBeInstanceOf(Error);
  expect(back).toMatchObject({ name: 'RangeError', message: 'too far' });
});

test.each([[() => 1], [Symbol('x')], [{ deep: [() => 1] }]])('what cannot be cloned is refused', (value) => {
  expect(() => pack(value)).toThrow('An object could not be cloned.');
});

test('arguments are always a list', () => {
  expect(unpackArguments(pack([1, 'a']))).toEqual([1, 'a']);
  expect(unpackArguments(pack('a'))).toEqual([]);
});

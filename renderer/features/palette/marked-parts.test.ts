import { expect, it } from 'vitest';
import { markedParts } from './marked-parts.ts';

const shown = (text: string, query: string) =>
  markedParts(text, query)
    .map((part) => (part.marked ? `[${part.text}]` : part.text))
    .join('');

it.each([
  ['Nordlicht Bakery', 'nor', '[Nor]dlicht Bakery'],
  ['Nordlicht Bakery', 'bak nord', '[Nord]licht [Bak]ery'],
  ['Café Zürich', 'zur', 'Café [Zür]ich'],
  ['Große Straße 4', 'strass', 'Große [Straß]e 4'],
  ['Nordlicht Bakery', 'nordlcht', '[Nordlicht] Bakery'],
  ['Nordlicht Bakery', 'akery', 'Nordlicht [Bakery]'],
  ['Nordlicht Bakery', 'kery', 'Nordlicht Bakery'],
  ['Nordlicht', '', 'Nordlicht'],
])('marks in %j what %j asks for', (text, query, marked) => {
  expect(shown(text, query)).toBe(marked);
});

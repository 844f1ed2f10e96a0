import { expect, test } from 'vitest';
import { createExternalLinks, externalAddress, telephoneAddress } from './external-links.ts';

test.each(['https://example.com/a?b=c', 'mailto:a@example.com', 'tel:+4930123'])(
  '%s may leave the app',
  (url) => {
    expect(externalAddress(url)).toBe(url);
  },
);

test.each([
  'http://example.com/',
  'javascript:alert(1)',
  'file:///etc/passwd',
  'smb://host/share',
  'ms-settings:',
  'app://bundle/',
  'https://bank.example@evil.example/',
  'no address',
])('%s may not', (url) => {
  expect(externalAddress(url)).toBeNull();
});

test.each([
  ['+49 (30) 123-45', 'tel:+493012345'],
  ['030 123', 'tel:030123'],
  ['*100#', 'tel:*100%23'],
  ['ask Anna', null],
])('the number %s is dialled as %s', (number, url) => {
  expect(telephoneAddress(number)).toBe(url);
});

function setUp(programFor: string, fails = false) {
  const opened: string[] = [];
  const copied: string[] = [];
  const links = createExternalLinks({
    openExternal: async (url) => {
      if (fails) throw new Error('no handler');
      opened.push(url);
    },
    writeText: (text) => void copied.push(text),
    programFor: () => programFor,
  });
  return { links, opened, copied };
}

test('a number is dialled where a program takes it', async () => {
  const { links, opened, copied } = setUp('Phone');
  expect(await links.dial('+49 30 1')).toBe('dialled');
  expect([opened, copied]).toEqual([['tel:+49301'], []]);
});

test('without such a program, or when it fails, the number is copied as it was written', async () => {
  for (const { links, copied } of [setUp(''), setUp('Phone', true)]) {
    expect(await links.dial(' +49 30 1 ')).toBe('copied');
    expect(copied).toEqual(['+49 30 1']);
  }
});

test('opening tells whether it was done', async () => {
  const { links, opened } = setUp('Browser');
  expect(await links.open('https://example.com/')).toBe(true);
  expect(await links.open('javascript:1')).toBe(false);
  expect(await setUp('Browser', true).links.open('https://example.com/')).toBe(false);
  expect(opened).toEqual(['https://example.com/']);
});

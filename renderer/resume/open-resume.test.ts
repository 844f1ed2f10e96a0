import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Fetch } from '../replica/wire.ts';
import { freshName } from '../testing/replica-fixture.ts';
import { openResume as open } from './open-resume.ts';
import { createResumeShelf } from './resume-shelf.ts';
import { createResumeStore } from './resume-store.ts';

const openResume = (id: string, name: string, fetch: Fetch) => {
  const store = createResumeStore({ name: freshName(), now: () => 1 });
  const shelf = createResumeShelf({ store, owner: 'kim', fetch });
  return open({ id, resume: { kind: 'file', name, size: 4 } }, shelf);
};

const clicked: { href: string; download: string; target: string }[] = [];
const note = (event: Event) => {
  if (!(event.target instanceof HTMLAnchorElement)) return;
  const { href, download, target } = event.target;
  clicked.push({ href, download, target });
  event.preventDefault();
};
const click = HTMLAnchorElement.prototype.click;
beforeEach(() => {
  clicked.length = 0;
  // A link that is not in the page tells nobody of its click.
  HTMLAnchorElement.prototype.click = function press(this: HTMLAnchorElement) {
    this.addEventListener('click', note);
    click.call(this);
  };
});
afterEach(() => {
  HTMLAnchorElement.prototype.click = click;
});

const answer =
  (body: string, status: number, headers: Record<string, string> = {}) =>
  async () =>
    new Response(body, { status, headers });

test('a file is given to the person under its name', async () => {
  const fetch = answer('%PDF', 200, { 'content-disposition': 'attachment; filename="a.pdf"' });
  expect(await openResume('l', 'Ada Lind.pdf', fetch)).toBe('opened');
  expect(clicked).toMatchObject([{ download: 'Ada Lind.pdf', href: expect.stringMatching(/^blob:/) }]);
});

test('a link opens beside the app, and only a web address is followed', async () => {
  const link = (url: string) => answer(JSON.stringify({ url }), 200, { 'content-type': 'application/json' });
  expect(await openResume('l', 'x', link('https://cv.example/ada'))).toBe('opened');
  expect(clicked).toMatchObject([{ href: 'https://cv.example/ada', target: '_blank' }]);
  expect(await openResume('l', 'x', link('javascript:alert(1)'))).toBe('unopenable');
  expect(clicked).toHaveLength(1);
});

test('what can go wrong is told apart', async () => {
  const nobody = () => Promise.reject(new TypeError('Failed to fetch'));
  expect(await openResume('l', 'x', nobody)).toBe('offline');
  expect(await openResume('l', 'x', answer('', 503))).toBe('offline');
  expect(await openResume('l', 'x', answer('{}', 404))).toBe('missing');
  expect(await openResume('l', 'x', answer('{}', 401))).toBe('refused');
  expect(await openResume('l', 'x', answer('{}', 200, { 'content-type': 'application/json' }))).toBe(
    'missing',
  );
  await expect(openResume('l', 'x', () => Promise.reject(new RangeError('ours')))).rejects.toThrow('ours');
});

test('a file that was opened once opens again without a network', async () => {
  const store = createResumeStore({ name: freshName(), now: () => 1 });
  const lead = { id: 'l', resume: { kind: 'file' as const, name: 'Ada Lind.pdf', size: 4 } };
  let asked = 0;
  const online: Fetch = async () => {
    asked += 1;
    return new Response('%PDF', { headers: { 'content-disposition': 'attachment' } });
  };
  const offline: Fetch = () => Promise.reject(new TypeError('Failed to fetch'));
  expect(await open(lead, createResumeShelf({ store, owner: 'kim', fetch: online }))).toBe('opened');
  expect(await open(lead, createResumeShelf({ store, owner: 'kim', fetch: online }))).toBe('opened');
  expect(await open(lead, createResumeShelf({ store, owner: 'kim', fetch: offline }))).toBe('opened');
  expect(asked).toBe(1);
  expect(await open({ ...lead, id: 'm' }, createResumeShelf({ store, owner: 'kim', fetch: offline }))).toBe(
    'offline',
  );
});

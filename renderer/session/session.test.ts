import { beforeEach, describe, expect, it } from 'vitest';
import { REFUSAL_STATUS } from '#domain/refusal.ts';
import { createWire } from '../replica/wire.ts';
import { memoryStorage, stillClock } from '../testing/replica-fixture.ts';
import { createSession, type SessionDeps } from './session.ts';
import type { SessionUser } from './session-types.ts';
import { wordsOf } from './words.ts';

const KIM: SessionUser = {
  id: 'kim-id',
  email: 'kim@callbook.example',
  name: 'Kim Alder',
  role: 'kam',
  time_zone: 'Europe/Berlin',
};
const HTML = () => new Response('<html>', { headers: { 'content-type': 'text/html' } });
const problem = (status: number, code: string, detail?: string) =>
  Response.json({ code, detail }, { status, headers: { 'content-type': 'application/problem+json' } });

describe('the session', () => {
  let kept: Storage;
  let asked: { path: string; body: unknown; headers: Headers }[];
  let answer: () => Response | null;
  let wiped: string[];
  let signedIn: number;
  let main: { user: unknown; server: string };

  beforeEach(() => {
    kept = memoryStorage();
    asked = [];
    wiped = [];
    signedIn = 0;
    main = { user: null, server: 'https://one.example' };
    answer = () => Response.json({ token_type: 'bearer', expires_in: 900, user: KIM });
  });

  const desktop: NonNullable<SessionDeps['desktop']> = {
    info: async () => ({ version: '1', platform: 'linux', server: main.server, insecure_storage: true }),
    setServer: async (url) => {
      if (!url.startsWith('http')) return { ok: false, error: { code: 'bad_address', detail: '' } };
      main.server = url;
      return { ok: true, value: { server: url } };
    },
    hasSession: async () => ({ user: main.user }),
    forgetSession: async () => {
      main.user = null;
    },
  };
  const open = async (edition: 'desktop' | 'browser' = 'browser') => {
    const wire = createWire({
      clock: stillClock(),
      fetch: async (path, init) => {
        asked.push({ path, body: JSON.parse(String(init?.body)), headers: new Headers(init?.headers) });
        const response = answer();
        if (response === null) throw new TypeError('Failed to fetch');
        return response;
      },
    });
    const session = createSession({
      wire,
      kept,
      origin: 'https://page.example',
      desktop: edition === 'desktop' ? desktop : undefined,
      wipe: async (server, userId) => void wiped.push(`${server} ${userId}`),
      onSignedIn: () => {
        signedIn += 1;
      },
    });
    await session.start();
    return session;
  };
  const form = { email: ' kim@callbook.example ', password: 'correct horse' };

  it('begins signed out where nobody has signed in', async () => {
    const session = await open();
    expect(session.store.getState()).toMatchObject({
      phase: 'signed_out',
      edition: 'browser',
      server: 'https://page.example',
      user: null,
    });
  });

  it('signs in, keeps who it was, and knows them again without a network', async () => {
    const session = await open();
    expect(await session.signIn(form)).toEqual({ ok: true, value: KIM });
    expect(asked[0]).toMatchObject({
      path: '/api/auth/login',
      body: { email: 'kim@callbook.example', password: 'correct horse' },
    });
    expect(asked[0]?.headers.get('x-callbook-edition')).toBe('browser');
    expect(signedIn).toBe(1);
    expect(JSON.stringify(kept.getItem('callbook.user'))).not.toContain('correct horse');
    answer = () => null;
    const later = await open();
    expect(later.store.getState()).toMatchObject({ phase: 'signed_in', user: KIM });
  });

  it('leaves the session of the desktop edition to main', async () => {
    main.user = KIM;
    const session = await open('desktop');
    expect(session.store.getState()).toMatchObject({
      phase: 'signed_in',
      edition: 'desktop',
      server: 'https://one.example',
      insecure_storage: true,
    });
    expect(await session.signIn({ ...form, server: ' https://two.example ' })).toMatchObject({ ok: true });
    expect(session.store.getState().server).toBe('https://two.example');
    expect(asked[0]?.headers.get('x-callbook-edition')).toBeNull();
    expect(kept.length).toBe(0);
  });

  it('asks no server whose address is none', async () => {
    const session = await open('desktop');
    const refused = await session.signIn({ ...form, server: 'nonsense' });
    expect(refused).toEqual({ ok: false, error: { code: 'bad_address', words: wordsOf('bad_address') } });
    expect(asked).toEqual([]);
  });

  it.each([
    ['a wrong password', () => problem(401, 'bad_credentials'), 'bad_credentials'],
    ['a bare refusal', () => problem(401, 'unauthenticated'), 'bad_credentials'],
    ['an inactive account', () => problem(401, 'account_inactive'), 'account_inactive'],
    ['too many attempts', () => problem(429, 'too_many'), 'too_many'],
    ['no answer', () => null, 'offline'],
    ["main's word that there is no network", () => problem(503, 'offline'), 'offline'],
    ['a page of HTML', HTML, 'strange_answer'],
    ['an answer without a user', () => Response.json({ ok: true }), 'strange_answer'],
    ['a code from the future', () => problem(418, 'teapot'), 'strange_answer'],
  ])('says in plain words what %s means', async (_what, response, code) => {
    answer = response;
    const session = await open();
    expect(await session.signIn(form)).toEqual({
      ok: false,
      error: { code, words: wordsOf(code as 'offline') },
    });
    expect(session.store.getState().phase).toBe('signed_out');
  });

  it('signs out although the server cannot be reached, and deletes the data only if asked', async () => {
    const session = await open();
    await session.signIn(form);
    answer = () => null;
    await session.signOut();
    expect(session.store.getState()).toMatchObject({ phase: 'signed_out', user: null });
    expect(wiped).toEqual([]);
    answer = () => Response.json({ user: KIM });
    await session.signIn(form);
    await session.signOut({ wipe: true });
    expect(wiped).toEqual(['https://page.example kim-id']);
    expect((await open()).store.getState().phase).toBe('signed_out');
  });

  it('keeps the person at work when the session has ended', async () => {
    const session = await open();
    session.expire('unauthenticated');
    expect(session.store.getState().phase).toBe('signed_out');
    await session.signIn(form);
    session.expire('account_inactive');
    expect(session.store.getState()).toMatchObject({
      phase: 'expired',
      user: KIM,
      notice: wordsOf('account_inactive'),
    });
    await session.signIn(form);
    expect(session.store.getState()).toMatchObject({ phase: 'signed_in', notice: null });
  });

  it('leaves the removal of a revoked computer to main, which destroys the keys first', async () => {
    main.user = KIM;
    const session = await open('desktop');
    session.expire('device_revoked');
    expect(session.store.getState().phase).toBe('signed_in');
    expect([wiped, main.user]).toEqual([[], KIM]);
  });

  it.each(['not json', '{"id":1}', 'null'])('does not take %j in the storage for a person', async (text) => {
    kept.setItem('callbook.user', text);
    expect((await open()).store.getState().phase).toBe('signed_out');
  });
});

describe('words for people', () => {
  it('exist for every refusal, and are sentences', () => {
    for (const code of Object.keys(REFUSAL_STATUS) as (keyof typeof REFUSAL_STATUS)[])
      expect(wordsOf(code)).toMatch(/^[A-Z].*[.]$|example\.com$/);
    expect(wordsOf('strange_answer')).toMatch(/not a Callbook server/);
  });
});

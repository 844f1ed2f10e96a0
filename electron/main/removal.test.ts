import { expect, test } from 'vitest';
import { memoryFile } from '../testing/memory.ts';
import { createRemoval } from './removal.ts';

const SESSION = {
  server: 'https://desk.example',
  user: { id: 'u1' },
  tokens: { access_token: 'access-1', refresh_token: 'refresh-1' },
};
const BY = { name: 'Ada Quill', email: 'ada@callbook.test' };
const knowing = () => Response.json({ removed_by: BY });

/** A computer; `start` is one run of the program on it. What fails in `failing` throws. */
async function aComputer(given: { open?: boolean; counted?: number | null; answer?: () => Response } = {}) {
  const file = memoryFile();
  const did: string[] = [];
  const warnings: string[] = [];
  const told: unknown[] = [];
  const waiting: { work: () => void; ms: number }[] = [];
  const world = { failing: '', answer: given.answer ?? knowing, marks: [] as unknown[] };
  const step = (name: string) => async () => {
    if (world.failing === name) throw new Error(`${name} failed`);
    did.push(name);
    world.marks.push(JSON.parse(file.text ?? 'null')?.done);
  };
  const start = async () => {
    const removal = createRemoval({
      file,
      vault: { forget: step('tokens') },
      isOpen: () => given.open ?? true,
      countUnsent: async () => (given.counted === undefined ? 5 : given.counted),
      tellPage: () => did.push('page told'),
      destroyKeys: step('keys'),
      removeFiles: step('files'),
      showEnd: step('end shown'),
      clearPage: step('page cleared'),
      post: async (server, path, body) => {
        told.push([server, path, JSON.parse(body)]);
        return world.answer();
      },
      later: (work, ms) => {
        const entry = { work, ms };
        waiting.push(entry);
        return () => void waiting.splice(waiting.indexOf(entry), 1);
      },
      warn: (message) => warnings.push(message),
    });
    await removal.load();
    return removal;
  };
  return { ...{ file, did, warnings, told, waiting, world, start }, removal: await start() };
}
const ALL = ['keys', 'tokens', 'files', 'end shown', 'page cleared', 'end shown'];

test('the page may first send what was not sent; then the keys go, and after them everything', async () => {
  const { removal, did, told, waiting, world, file } = await aComputer();
  expect(removal.state()).toBeNull();
  removal.heard(SESSION);
  removal.heard(SESSION);
  expect(did).toEqual(['page told']);
  expect(waiting).toHaveLength(1);
  await removal.now(2);
  expect(did.slice(1)).toEqual(ALL);
  // The mark lies on the disk before the first key goes.
  expect(world.marks[0]).toBe(false);
  expect(told).toEqual([
    ['https://desk.example', '/api/auth/removed', { refresh_token: 'refresh-1', unsent: 2 }],
  ]);
  expect(removal.state()).toEqual({ by: BY, unsent: 2 });
  expect(JSON.parse(file.text ?? '')).toMatchObject({ done: true, refresh_token: null });
  expect(waiting).toEqual([]);
});

test('a page that does not answer is not waited for, and what the journal holds is counted', async () => {
  const { removal, did, told, waiting } = await aComputer({ counted: 4 });
  removal.heard(SESSION);
  waiting[0]?.work();
  await expect.poll(() => did.slice(1)).toEqual(ALL);
  await removal.now(0);
  expect(told).toMatchObject([['https://desk.example', '/api/auth/removed', { unsent: 4 }]]);
});

test('while it is locked nobody is asked, and what was not sent is not known', async () => {
  const { removal, did, told } = await aComputer({ open: false, counted: null });
  removal.heard(SESSION);
  await expect.poll(() => did).toEqual(ALL);
  expect(told).toMatchObject([['https://desk.example', '/api/auth/removed', { unsent: null }]]);
  expect(removal.state()).toEqual({ by: BY, unsent: null });
});

test.each(['keys', 'tokens', 'files', 'end shown', 'page cleared'])(
  'an end that was interrupted at the %s is brought to its end at the next start',
  async (failing) => {
    const { removal, did, warnings, world, start, told } = await aComputer({ open: false });
    world.failing = failing;
    removal.heard(SESSION);
    await expect.poll(() => warnings).toEqual([`the removal was interrupted: Error: ${failing} failed`]);
    expect(told).toEqual([]);
    world.failing = '';
    did.length = 0;
    const next = await start();
    expect(next.state()).toEqual({ by: null, unsent: 5 });
    await next.finish();
    expect(did).toEqual(ALL);
    expect(told).toHaveLength(1);
    expect((await start()).state()).toEqual({ by: BY, unsent: 5 });
  },
);

test('a server that is not reached is told later, in this run and at the next start', async () => {
  const { removal, world, waiting, told, start, file, warnings } = await aComputer({ open: false });
  world.answer = () => new Response('<h1>Portal</h1>');
  removal.heard(SESSION);
  await expect.poll(() => waiting.length).toBe(1);
  expect(warnings[0]).toMatch(/the server was not told/);
  expect(JSON.parse(file.text ?? '').refresh_token).toBe('refresh-1');
  world.answer = knowing;
  await (await start()).finish();
  expect(told).toHaveLength(2);
  expect(JSON.parse(file.text ?? '').refresh_token).toBeNull();
  await (await start()).finish();
  expect(told).toHaveLength(2);
});

test('a server that knows nothing of it is not asked for ever, and one without tokens is not asked', async () => {
  const older = await aComputer({
    open: false,
    answer: () => Response.json({ code: 'not_found' }, { status: 404 }),
  });
  older.removal.heard(SESSION);
  await expect.poll(() => older.did).toEqual(ALL);
  expect([older.told.length, older.waiting.length]).toEqual([1, 0]);
  expect(older.removal.state()).toEqual({ by: null, unsent: 5 });
  const bare = await aComputer({ open: false });
  bare.removal.heard({ ...SESSION, tokens: null });
  await expect.poll(() => bare.did).toEqual(ALL);
  expect(bare.told).toEqual([]);
});

test('nothing is removed that nobody has revoked, and what is over is heard of once', async () => {
  const { removal, did } = await aComputer();
  await removal.now(3);
  await removal.finish();
  expect(did).toEqual([]);
  removal.heard(SESSION);
  await removal.now(0);
  removal.heard(SESSION);
  expect(did).toEqual(['page told', ...ALL]);
});

test('whoever begins anew hears no more of it', async () => {
  const { removal, file, start } = await aComputer({ open: false });
  removal.heard(SESSION);
  await expect.poll(() => removal.state()?.by).toEqual(BY);
  await removal.forget();
  expect([removal.state(), file.text, (await start()).state()]).toEqual([null, null, null]);
});

test('the page that asks after it has what an earlier run began go on, once', async () => {
  const { removal, did, warnings, world, start } = await aComputer({ open: false });
  world.failing = 'files';
  removal.heard(SESSION);
  await expect.poll(() => warnings).toHaveLength(1);
  const next = await start();
  expect(next.look()).toEqual({ by: null, unsent: 5 });
  await expect.poll(() => warnings).toHaveLength(2);
  world.failing = '';
  did.length = 0;
  expect(next.look()).toEqual({ by: null, unsent: 5 });
  expect(did).toEqual([]);
  const last = await start();
  last.look();
  await expect.poll(() => did).toEqual(ALL);
  expect((await aComputer()).removal.look()).toBeNull();
});

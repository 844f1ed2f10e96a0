import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addMinutes } from '#domain/time.ts';
import { purgeLeads, RESTORABLE_DAYS } from '../leads/purge-leads.ts';
import { erasePerson } from '../privacy/erase-person.ts';
import { aForm, startIntake } from '../testing/intake.ts';
import { aPdf } from '../testing/sample-files.ts';
import { ENGINES } from '../testing/test-database.ts';

describe.each(ENGINES)('the same bytes on %s', (engine) => {
  let intake: Awaited<ReturnType<typeof startIntake>>;
  beforeAll(async () => {
    intake = await startIntake(engine);
  });
  beforeEach(() => intake.clear());
  afterAll(() => intake.close());

  const sentBy = async (name: string, words = 'The same') => {
    const file = new File([aPdf(words)], `${name}.pdf`);
    return (await intake.form(aForm({ email: `${name}@example.com` }, file))).body.id;
  };
  const admin = () => intake.server.actors.admin;
  const resumeOf = async (id: string) => {
    const reply = await intake.server.request(`/api/leads/${id}/resume`, { as: admin() });
    return reply.status === 200 ? Buffer.from(await reply.arrayBuffer()) : reply.status;
  };
  const keys = async () => (await intake.all.files()).map(({ storage_key }) => storage_key);
  const erase = (id: string, deps = intake.server.deps) =>
    erasePerson(deps, { actor: admin(), requestId: 'r' }, { kind: 'lead', id }, 'Ada Lovelace');
  const SAME = Buffer.from(aPdf('The same'));

  test('are kept once, whoever sends them, and each has his own', async () => {
    const [a, b] = [await sentBy('ada'), await sentBy('eve')];
    await sentBy('zoe', 'Others');
    expect(await intake.stored()).toHaveLength(2);
    const [first, second, third] = await keys();
    expect(second).toBe(first);
    expect(third).not.toBe(first);
    expect([await resumeOf(a), await resumeOf(b)]).toEqual([SAME, SAME]);
    expect((await intake.all.files()).map(({ name }) => name)).toEqual(['ada.pdf', 'eve.pdf', 'zoe.pdf']);
  });

  test('are kept once where they come at once', async () => {
    const ids = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((name) => sentBy(name)));
    expect(await intake.stored()).toHaveLength(1);
    expect(new Set(await keys()).size).toBe(1);
    expect(await Promise.all(ids.map(resumeOf))).toEqual(ids.map(() => SAME));
    expect(await intake.drafts()).toEqual([]);
  });

  test('go with the last person that they belong to, when he is forgotten', async () => {
    const [a, b] = [await sentBy('ada'), await sentBy('eve')];
    expect(await erase(a)).toMatchObject({ ok: true, value: { files: 1 } });
    expect([await resumeOf(a), await resumeOf(b)]).toEqual([404, SAME]);
    expect(await erase(b)).toMatchObject({ ok: true, value: { files: 1 } });
    expect(await intake.stored()).toEqual([]);
  });

  test('go with the last lead that they belong to, when it ends', async () => {
    const [a, b] = [await sentBy('ada'), await sentBy('eve')];
    const { deps, json } = intake.server;
    const putAside = (id: string) => json(`/api/leads/${id}`, { method: 'DELETE', as: admin() });
    const later = { now: () => addMinutes(deps.clock.now(), (RESTORABLE_DAYS + 1) * 24 * 60) };
    await putAside(a);
    expect(await purgeLeads({ ...deps, clock: later })).toMatchObject({ leads: 1 });
    expect(await intake.stored()).toHaveLength(1);
    expect(await resumeOf(b)).toEqual(SAME);
    await putAside(b);
    expect(await purgeLeads({ ...deps, clock: later })).toMatchObject({ leads: 1 });
    expect(await intake.stored()).toEqual([]);
  });

  test('that were lost are there again for everybody when somebody sends them again', async () => {
    const a = await sentBy('ada');
    await rm(join(intake.server.deps.config.DATA_DIR, 'files'), { recursive: true });
    expect(await resumeOf(a)).toBe(500);
    const b = await sentBy('eve');
    expect([await resumeOf(a), await resumeOf(b)]).toEqual([SAME, SAME]);
    expect(await intake.stored()).toHaveLength(1);
  });

  test('that cannot be removed undo the forgetting, which can be tried again', async () => {
    const a = await sentBy('ada');
    const { deps } = intake.server;
    const remove = () => Promise.reject(new Error('the bucket does not answer'));
    await expect(erase(a, { ...deps, files: { ...deps.files, remove } })).rejects.toThrow('does not answer');
    expect(await resumeOf(a)).toEqual(SAME);
    expect(await erase(a)).toMatchObject({ ok: true, value: { files: 1 } });
    expect(await intake.stored()).toEqual([]);
  });
});

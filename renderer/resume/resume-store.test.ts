import Dexie from 'dexie';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSeal } from '../replica/seal.ts';
import { freshName } from '../testing/replica-fixture.ts';
import { storedText } from '../testing/stored-text.ts';
import { createResumeStore, type ResumeStore } from './resume-store.ts';

const resume = (size: number, name = 'a.pdf') => ({
  name,
  media_type: 'application/pdf',
  bytes: new Uint8Array(size).fill(7),
});
const key = (lead_id: string, size = 10) => ({ lead_id, name: 'a.pdf', size });

describe('the résumés that are kept on the device', () => {
  let name: string;
  let store: ResumeStore;
  let tick = 0;
  beforeEach(() => {
    name = freshName();
    store = createResumeStore({ name, now: () => ++tick, most_bytes: 100 });
  });
  afterEach(() => Dexie.delete(name));

  it('come back as they were, until another file takes their place', async () => {
    await store.put('kim', key('l1'), resume(10));
    expect(await store.get('kim', key('l1'))).toEqual(resume(10));
    expect(await store.get('kim', key('l1', 11))).toBeNull();
    expect(await store.get('ada', key('l1'))).toBeNull();
  });

  it('make room for new ones, the longest unused first', async () => {
    for (const lead of ['l1', 'l2', 'l3']) await store.put('kim', key(lead), resume(30));
    await store.get('kim', key('l1'));
    await store.put('kim', key('l4'), resume(40));
    const here = async (lead: string) => store.has('kim', key(lead));
    expect(await Promise.all(['l1', 'l2', 'l3', 'l4'].map(here))).toEqual([true, false, true, true]);
    await store.put('kim', key('l5'), resume(101));
    expect(await here('l5')).toBe(false);
    expect(await here('l1')).toBe(true);
  });

  it('go with their lead, with another person, and all at once', async () => {
    await store.put('kim', key('l1'), resume(10));
    await store.put('kim', key('l2'), resume(10));
    await store.keepOnly('kim', (lead) => lead === 'l2');
    expect(await store.has('kim', key('l1'))).toBe(false);
    await store.put('ada', key('l3'), resume(10));
    expect(await store.has('kim', key('l2'))).toBe(false);
    await store.clear();
    expect(await store.has('ada', key('l3'))).toBe(false);
  });

  it('hold neither name nor text on the disk where there is a device key, and nothing under another one', async () => {
    const sealed = async (fill: number) =>
      createResumeStore({ name, now: () => ++tick, seal: await createSeal(new Uint8Array(32).fill(fill)) });
    const bytes = new TextEncoder().encode('Priya Raman, baker');
    const cv = { lead_id: 'l1', name: 'Priya-CV.pdf', size: 18 };
    const one = await sealed(1);
    await one.put('kim', cv, { name: cv.name, media_type: 'application/pdf', bytes });
    const text = await storedText(name);
    expect(text).toContain('l1');
    expect(text).not.toContain('Priya');
    expect(await one.get('kim', cv)).toEqual({ name: cv.name, media_type: 'application/pdf', bytes });
    expect(await (await sealed(2)).get('kim', cv)).toBeNull();
  });
});

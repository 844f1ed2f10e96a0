import { describe, expect, it } from 'vitest';
import { precacheList, writePrecacheList } from './precache-list.mjs';

const file = (name: string, content = name) => ({ name, content });

describe('the list of what the browser edition keeps for a time without a network', () => {
  it('names every file but the worker and the maps, with a digest where the name holds none', () => {
    const list = precacheList([
      file('index.html', 'abc'),
      file('assets/today-1f2e.js'),
      file('assets/today-1f2e.js.map'),
      file('service-worker.js'),
      file('assets/pdf.worker-9a.mjs'),
    ]);
    expect(list).toEqual([
      { url: 'assets/pdf.worker-9a.mjs', revision: null },
      { url: 'assets/today-1f2e.js', revision: null },
      {
        url: 'index.html',
        revision: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
      },
    ]);
  });

  it('is another one where a file without a digest in its name has changed', () => {
    const of = (content: string) => precacheList([file('index.html', content)])[0]?.revision;
    expect(of('one')).not.toBe(of('other'));
  });

  it.each([
    [{}, /made no service-worker/],
    [{ 'service-worker.js': { type: 'chunk', code: 'nothing', fileName: 'service-worker.js' } }, /no place/],
  ])('ends the build where there is nowhere to put it: %j', (bundle, why) => {
    const { generateBundle } = writePrecacheList(import.meta.dirname);
    const handler = typeof generateBundle === 'object' ? generateBundle.handler : generateBundle;
    expect(() => handler?.call({} as never, {} as never, bundle as never, false)).toThrow(why);
  });
});

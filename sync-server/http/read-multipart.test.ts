import { setTimeout } from 'node:timers/promises';
import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import { listen, patienceFor } from '../main/listen.ts';
import type { AppEnv } from './app-env.ts';
import { HttpRefusal } from './problem.ts';
import { type FileTaker, type FormLimits, readMultipart } from './read-multipart.ts';

const LIMITS: FormLimits = { body: 20_000_000, texts: 1000 };
const HEAD = 'Content-Disposition: form-data; name=';

/** Takes a file as its name and its text. */
const asText: FileTaker<string> = {
  take: async ({ field, name, type }, content) => {
    let text = `${field} ${name} ${type}: `;
    for await (const chunk of content) text += Buffer.from(chunk).toString();
    return text;
  },
  drop: async () => undefined,
};

/** What is read of this body, or the code of the refusal, or the words of the fault. */
async function read(body: NonNullable<RequestInit['body']>, type?: string, taker = asText, limits = LIMITS) {
  const app = new Hono<AppEnv>();
  app.post('/', async (c) => c.json(await readMultipart(c, limits, taker)));
  app.onError((error, c) => c.text(error instanceof HttpRefusal ? error.refusal.code : error.message, 400));
  const headers = type === undefined ? {} : { 'content-type': type };
  return (await app.request('/', { method: 'POST', body, headers })).text();
}
const readParts = (parts: string[], type = 'multipart/form-data; boundary=E') =>
  read(`${parts.map((part) => `--E\r\n${part}\r\n`).join('')}--E--\r\n`, type);

describe('a multipart form', () => {
  test('is texts in their order, and files as they are taken', async () => {
    const form = new FormData();
    form.append('name', 'Zoë');
    form.append('name', '');
    form.append('cv', new File(['abc'], 'Lebenslauf "Zoë".txt', { type: 'text/plain' }));
    form.append('say "who"', 'me');
    expect(JSON.parse(await read(form))).toEqual({
      texts: [
        ['name', 'Zoë'],
        ['name', ''],
        ['say "who"', 'me'],
      ],
      files: ['cv Lebenslauf "Zoë".txt text/plain: abc'],
    });
  });

  test('has a file where a name of a file is, and nowhere else', async () => {
    const parts = [
      `${HEAD}"a"\r\nContent-Type: application/octet-stream\r\n\r\nA`,
      `${HEAD}"b"; filename="b"\r\n\r\nB`,
      // What a browser sends of a field that nobody touched.
      `${HEAD}"c"; filename=""\r\nContent-Type: application/octet-stream\r\n\r\n`,
    ];
    expect(JSON.parse(await readParts(parts))).toEqual({
      texts: [['a', 'A']],
      files: ['b b text/plain: B', 'c  application/octet-stream: '],
    });
  });

  test.each([
    ['with nothing in it', '', 'multipart/form-data; boundary=E'],
    ['without an edge', 'nonsense', 'multipart/form-data; boundary=E'],
    ['without a word about its edge', '--E--\r\n', 'multipart/form-data'],
    ['cut in the head of a part', `--E\r\n${HEAD}"a`, 'multipart/form-data; boundary=E'],
    ['cut in a text', `--E\r\n${HEAD}"a"\r\n\r\nA`, 'multipart/form-data; boundary=E'],
    ['cut in a file', `--E\r\n${HEAD}"a"; filename="a"\r\n\r\nA`, 'multipart/form-data; boundary=E'],
    [
      'cut after a file',
      `--E\r\n${HEAD}"a"; filename="a"\r\n\r\nA\r\n--E\r\n`,
      'multipart/form-data; boundary=E',
    ],
  ])('%s is none', async (_, body, type) => {
    expect(await read(body, type)).toBe('invalid');
  });

  test('may have nothing to say', async () => {
    expect(JSON.parse(await readParts([]))).toEqual({ texts: [], files: [] });
  });

  test('has room for few texts, whatever room there is for files', async () => {
    expect(await readParts([`${HEAD}"a"\r\n\r\n${'x'.repeat(999)}`])).toContain('xxx');
    expect(await readParts([`${HEAD}"a"\r\n\r\n${'x'.repeat(1000)}`])).toBe('too_large');
    expect(await readParts([`${HEAD}"${'a'.repeat(1001)}"\r\n\r\n`])).toBe('too_large');
    expect(await readParts(Array.from({ length: 201 }, () => `${HEAD}"a"\r\n\r\n`))).toBe('invalid');
  });

  test('whose files cannot be taken is a fault, and those that were are dropped', async () => {
    const form = new FormData();
    for (const name of ['one', 'two']) form.append('cv', new File([name], name));
    const dropped: string[] = [];
    const taker: FileTaker<string> = {
      take: async (part, content) => {
        const text = await asText.take(part, content);
        if (part.name === 'two') throw new Error('the disk is full');
        return text;
      },
      drop: async (taken) => void dropped.push(taken),
    };
    expect(await read(form, undefined, taker)).toBe('the disk is full');
    expect(dropped).toEqual(['cv one application/octet-stream: one']);
  });

  test('of a quick sender is read no faster than it is taken', async () => {
    const app = new Hono<AppEnv>().post('/', async (c) => {
      let taken = 0;
      let mostAhead = 0;
      await readMultipart(c, LIMITS, {
        take: async (_, content) => {
          for await (const chunk of content) {
            taken += chunk.byteLength;
            mostAhead = Math.max(mostAhead, (c.env.incoming?.socket.bytesRead ?? Infinity) - taken);
            await setTimeout(1);
          }
        },
        drop: async () => undefined,
      });
      return c.json({ taken, mostAhead });
    });
    const here = { HOST: '127.0.0.1', PORT: 0 };
    const listening = await listen(app, here, patienceFor({ RESUME_MAX_BYTES: 10_485_760 }));
    const form = new FormData();
    form.append('cv', new File([Buffer.alloc(10_485_760, 'x')], 'cv.txt'));
    const reply = (await (await fetch(listening.url, { method: 'POST', body: form })).json()) as {
      taken: number;
      mostAhead: number;
    };
    expect(reply.taken).toBe(10_485_760);
    expect(reply.mostAhead).toBeLessThan(524_288);
    await listening.stop(0);
  });
});

import { EventEmitter, once } from 'node:events';
import { Agent, get } from 'node:http';
import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import type { AppEnv } from '../http/app-env.ts';
import { listen, patienceFor } from './listen.ts';

/** Longer than a test may take: who waits for it has failed. */
const GRACE_MS = 600_000;
const HERE = { HOST: '127.0.0.1', PORT: 0 };
const PATIENCE = patienceFor({ RESUME_MAX_BYTES: 10_485_760 });

describe('listening', () => {
  it('ends although a caller asks again and again on the connection that it keeps', async () => {
    const events = new EventEmitter();
    const [begun, answered] = [once(events, 'begun'), once(events, 'answer')];
    const app = new Hono<AppEnv>().get('/', async (c) => {
      events.emit('begun');
      await answered;
      return c.text('here');
    });
    const listening = await listen(app, HERE, PATIENCE);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const ask = () =>
      new Promise<void>((resolve, reject) => {
        const request = get(listening.url, { agent }, (reply) => void reply.resume().once('end', resolve));
        request.once('error', reject);
      });
    const askOn = (): Promise<void> => ask().then(askOn);
    const cutOff = expect(askOn()).rejects.toThrow();
    await begun;
    const stopped = listening.stop(GRACE_MS);
    events.emit('answer');
    await stopped;
    await cutOff;
    agent.destroy();
  });

  it('waits for the answer that is under way', async () => {
    const events = new EventEmitter();
    const begun = once(events, 'begun');
    const app = new Hono<AppEnv>().get('/', async (c) => {
      const answered = once(events, 'answer');
      events.emit('begun');
      return c.text(String((await answered)[0]));
    });
    const listening = await listen(app, HERE, PATIENCE);
    const reply = fetch(listening.url);
    await begun;
    const stopped = listening.stop(GRACE_MS);
    events.emit('answer', 'whole');
    expect(await (await reply).text()).toBe('whole');
    await stopped;
  });
});

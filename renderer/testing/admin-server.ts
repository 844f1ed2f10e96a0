// The server's side of Admin in memory: settings by the domain's own rules, and answers by path for everything else. Every
// request is kept, so that a test can see what was asked.
import { decideSettings } from '#domain/settings/decide-settings.ts';
import { defaultSettings, type Settings } from '#domain/settings/settings.ts';
import type { Fetch } from '../replica/wire.ts';
import { STAGE_NOW } from './stage.tsx';

export interface Asked {
  method: string;
  path: string;
  body: unknown;
}

type Answer = { status?: number; body: unknown } | undefined;

const WRITES = ['01a1fac4-5421-7029-8bef-f8f08041dd2e', '01a1fac4-5421-7029-8bef-f8f08041dd2f'];

/** `answers`: what the server says to "GET /api/outbox?status=failed" and the like; undefined is nothing that is there. */
export function openAdminServer(answers: (asked: Asked) => Answer = () => undefined) {
  let settings: Settings = defaultSettings(STAGE_NOW, WRITES[0] ?? '');
  let writes = 0;
  const state = { offline: false };
  const asked: Asked[] = [];
  const fetch: Fetch = async (path, init = {}) => {
    if (state.offline) throw new TypeError('Failed to fetch');
    const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : (init.body ?? null);
    const request = { method: init.method ?? 'GET', path, body };
    asked.push(request);
    if (path === '/api/settings') return json(settingsAnswer(request, new Headers(init.headers)));
    return json(answers(request) ?? { status: 404, body: { code: 'not_found' } });
  };
  const settingsAnswer = ({ method, body }: Asked, headers: Headers): Answer => {
    if (method === 'GET') return { body: settings };
    if (headers.get('if-match') !== `"${settings.write_id}"`) return { status: 412, body: { code: 'stale' } };
    const decided = decideSettings(settings, Object(body), STAGE_NOW.slice(0, 10));
    if (!decided.ok) return { status: 422, body: decided.error };
    change(decided.value);
    return { body: settings };
  };
  const change = (changes: Partial<Settings>) => {
    writes += 1;
    const updated_at = `2026-03-02T12:00:0${writes}.000Z`;
    settings = { ...settings, ...changes, write_id: WRITES[writes % 2] ?? '', updated_at };
  };
  return {
    fetch,
    asked,
    state,
    settings: () => settings,
    /** As if somebody else had changed them. */
    change,
  };
}

const json = (answer: Answer) =>
  new Response(JSON.stringify(answer?.body), {
    status: answer?.status ?? 200,
    headers: { 'content-type': 'application/json' },
  });

/** A page of a list that has no other. */
export const pageOf = (items: readonly { id: string }[]) => ({
  body: { items, total: items.length, has_more: false, last_id: items.at(-1)?.id ?? null },
});

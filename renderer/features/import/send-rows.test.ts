import { describe, expect, it } from 'vitest';
import { createIds } from '#domain/ids.ts';
import { refusal } from '#domain/refusal.ts';
import { ok, refuse } from '#domain/result.ts';
import type { Api } from '../../session/api.ts';
import { type Choices, carryOut } from './send-rows.ts';
import { readTable } from './table.ts';

const choices: Choices = {
  mapping: { name: 'name' },
  kind: 'person',
  on_duplicate: 'update',
  source: ' fair ',
};
const ids = createIds();

/** A server that makes a lead of each row, and refuses from the part on that `from` names. */
async function start(from = Number.POSITIVE_INFINITY) {
  const table = await readTable(new File([`name\n${'x\n'.repeat(2500)}`], 'leads.csv'));
  if (!table.ok) throw new Error(table.error);
  const forms: FormData[] = [];
  const call = async (
    schema: { parse(value: unknown): unknown },
    _path: string,
    question?: { body?: unknown },
  ) => {
    if (forms.length + 1 >= from) return refuse(refusal('offline'));
    const form = question?.body as FormData;
    forms.push(form);
    const sent = await readTable(form.get('file') as File);
    const rows = (sent.ok ? sent.value.rows : []).map((_, at) => ({ row: at + 1, outcome: 'created' }));
    const counts = { total: rows.length, created: rows.length, updated: 0, duplicate: 0, invalid: 0 };
    return ok(schema.parse({ id: ids.next(), dry_run: false, columns: [], rows, ...counts }));
  };
  return { table: table.value, forms, api: { call } as Api };
}

describe('the rows of a file', () => {
  it('are sent with what holds for all, part by part, and counted together with their numbers in the file', async () => {
    const { api, table, forms } = await start();
    const seen: number[] = [];
    const { carried, refused } = await carryOut(
      api,
      table,
      choices,
      new AbortController().signal,
      ({ sent }) => seen.push(sent),
    );
    expect({ refused, seen, ids: carried.ids.length }).toEqual({
      refused: null,
      seen: [1000, 2000, 2500],
      ids: 3,
    });
    expect(carried.rows.at(-1)?.row).toBe(2500);
    expect(carried.counts.created).toBe(2500);
    const [first] = forms;
    expect([first?.get('kind'), first?.get('on_duplicate'), first?.get('source')]).toEqual([
      'person',
      'update',
      'fair',
    ]);
  });

  it('are sent no further once it was stopped, and what is written can still be undone', async () => {
    const { api, table } = await start();
    const stop = new AbortController();
    const { carried } = await carryOut(api, table, choices, stop.signal, () => stop.abort());
    expect({ sent: carried.sent, ids: carried.ids.length }).toEqual({ sent: 1000, ids: 1 });
  });

  it('are sent no further once the server cannot be reached', async () => {
    const { api, table } = await start(2);
    const { carried, refused } = await carryOut(
      api,
      table,
      choices,
      new AbortController().signal,
      () => undefined,
    );
    expect({ sent: carried.sent, code: refused?.code }).toEqual({ sent: 1000, code: 'offline' });
  });
});

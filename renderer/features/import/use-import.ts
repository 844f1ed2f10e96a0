// The way of a file: chosen, its columns named, tried, mended and tried again, carried out. What was read and mended stays
// while one looks at other screens, until it is carried out or given up.
import { useEffect, useRef, useState } from 'react';
import type { ImportReply } from '#domain/imports/import-reply.ts';
import { useLive, useReplica } from '../../replica/replica-context.tsx';
import type { Replica } from '../../replica/replica-types.ts';
import { apiWords, useApi } from '../../session/use-api.ts';
import { useKept } from '../../ui/kept.ts';
import { keptJson } from '../../ui/read-kept.ts';
import { guessedMapping, type Mapping } from './mapping.ts';
import { type Carried, type Choices, carryOut, tryRows } from './send-rows.ts';
import { readTable, type Table } from './table.ts';

export type Step = 'file' | 'columns' | 'check' | 'done';

interface State {
  step: Step;
  table: Table | null;
  choices: Choices;
  /** What the last try found; null before the first. */
  report: ImportReply | null;
  /** Cells that were changed since, as "row column". */
  mended: ReadonlySet<string>;
  carried: Carried | null;
}

const FRESH: State = {
  step: 'file',
  table: null,
  choices: { mapping: {}, kind: 'organization', on_duplicate: 'skip', source: '' },
  report: null,
  mended: new Set(),
  carried: null,
};

// Per replica, so that it goes when another person signs in.
const kept = new WeakMap<Replica, State>();

export function useImport() {
  const replica = useReplica();
  const { user_id, sync } = replica;
  const own = useLive(replica.settings)?.custom_fields ?? [];
  const api = useApi();
  const storage = useKept();
  const [state, setState] = useState<State>(() => kept.get(replica) ?? FRESH);
  const [busy, setBusy] = useState<'reading' | 'trying' | 'writing' | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const stop = useRef(new AbortController());
  useEffect(() => {
    kept.set(replica, state);
  }, [replica, state]);
  const change = (changes: Partial<State>) => setState((before) => ({ ...before, ...changes }));
  const { table, choices } = state;
  const remembered = `callbook:import:${user_id}:columns`;
  const choose = async (file: File) => {
    setBusy('reading');
    const read = await readTable(file);
    setBusy(null);
    setRefused(read.ok ? null : read.error);
    if (!read.ok) return;
    const mapping = guessedMapping(read.value.header, readMapping(storage.getItem(remembered)), own);
    setState({ ...FRESH, step: 'columns', table: read.value, choices: { ...choices, mapping } });
  };
  const tryIt = async () => {
    if (!table || busy) return;
    const before = readMapping(storage.getItem(remembered));
    storage.setItem(remembered, JSON.stringify({ ...before, ...choices.mapping }));
    stop.current = new AbortController();
    setBusy('trying');
    // The server leaves out rows of which nothing is left; so their numbers would not be the same.
    const rows = table.rows.filter((row) => row.some((cell) => cell.trim() !== ''));
    const answer = await tryRows(api, { ...table, rows }, choices, stop.current.signal);
    setBusy(null);
    if (stop.current.signal.aborted) return;
    setRefused(answer.ok ? null : apiWords(answer.error));
    const found = {
      report: answer.ok ? answer.value : null,
      mended: new Set<string>(),
      step: 'check' as const,
    };
    if (answer.ok) change({ ...found, table: { ...table, rows } });
  };
  const write = async () => {
    if (!table || busy) return;
    stop.current = new AbortController();
    setBusy('writing');
    const progress = (carried: Carried) => change({ carried });
    const { carried, refused: why } = await carryOut(api, table, choices, stop.current.signal, progress);
    setBusy(null);
    setRefused(why ? apiWords(why) : null);
    sync.now();
    if (carried.sent > 0) change({ carried, step: 'done' });
  };
  const mend = (row: number, column: number, text: string) =>
    setState((before) => {
      if (!before.table || before.table.rows[row]?.[column] === text) return before;
      const cells = (before.table.rows[row] ?? []).map((cell, at) => (at === column ? text : cell));
      const rows = before.table.rows.map((other, at) => (at === row ? cells : other));
      return {
        ...before,
        table: { ...before.table, rows },
        mended: new Set([...before.mended, `${row} ${column}`]),
      };
    });
  return {
    ...state,
    own,
    busy,
    refused,
    choose: (file: File) => void choose(file),
    set: (changes: Partial<Choices>) => change({ choices: { ...choices, ...changes } }),
    tryIt: () => void tryIt(),
    write: () => void write(),
    mend,
    go: (step: Step) => {
      setRefused(null);
      change({ step });
    },
    /** Stops a try at once, and the writing after the part that is on its way. */
    cancel: () => {
      stop.current.abort();
      if (busy === 'trying') setBusy(null);
    },
    startOver: () => {
      setRefused(null);
      setState({
        ...FRESH,
        choices: { ...FRESH.choices, kind: choices.kind, on_duplicate: choices.on_duplicate },
      });
    },
  };
}

export type ImportWay = ReturnType<typeof useImport>;

function readMapping(text: string | null): Mapping {
  const given = keptJson(text);
  if (typeof given !== 'object' || given === null) return {};
  return Object.fromEntries(
    Object.entries(given).filter(([, field]) => field === null || typeof field === 'string'),
  );
}

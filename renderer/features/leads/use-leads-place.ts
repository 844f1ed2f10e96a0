// Where the person stands in the list, kept in the address: text, filters, order. Typing is answered at once and
// written to the address behind it.
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import {
  type ColumnKey,
  FILTER_KEYS,
  type FilterKey,
  type LeadsSearch,
  parseLeadsSearch,
} from './leads-search.ts';

const WRITE_AFTER_MS = 250;

/** The present place and the ways to change it. `search` holds the text as it is typed. */
export function useLeadsPlace() {
  const navigate = useNavigate();
  const raw: Record<string, unknown> = useSearch({ strict: false });
  const inAddress = useMemo(() => parseLeadsSearch(raw), [raw]);
  const go = useCallback(
    (change: (search: LeadsSearch) => LeadsSearch) =>
      navigate({
        to: '/leads',
        search: (previous: Record<string, unknown>) => change(parseLeadsSearch(previous)),
        replace: true,
      }),
    [navigate],
  );
  const { text, write } = useText(inAddress.q ?? '', go);
  const search = useMemo(() => withText(inAddress, text), [inAddress, text]);
  return {
    search,
    text,
    write,
    choose: (key: FilterKey, values: string[]) =>
      void go((present) => parseLeadsSearch({ ...present, [key]: values })),
    clear: () => {
      write('');
      void go((present) => without(present, ['q', ...FILTER_KEYS]));
    },
    sortBy: (key: ColumnKey) => void go((present) => resorted(present, key)),
    /** Asks for all of this and nothing else. */
    show: (next: LeadsSearch) => {
      write(next.q ?? '');
      void go(() => parseLeadsSearch(next));
    },
    /** undefined: the usual columns. */
    chooseColumns: (cols: string[] | undefined) =>
      void go((present) => (cols ? { ...present, cols } : without(present, ['cols']))),
    /** The same leads in the other view. */
    showAs: (board: boolean) =>
      void go((present) => (board ? { ...present, as: 'board' } : without(present, ['as']))),
    open: useCallback(
      async (leadId: string) => {
        await go((present) => ({ ...present, at: leadId }));
        await navigate({ to: '/leads/$id', params: { id: leadId } });
      },
      [go, navigate],
    ),
  };
}

// The field keeps its own text: an address that follows a little later must not take back what was typed since.
function useText(inAddress: string, go: (change: (search: LeadsSearch) => LeadsSearch) => unknown) {
  const [text, setText] = useState(inAddress);
  const written = useRef(inAddress);
  useEffect(() => {
    if (inAddress === written.current) return;
    written.current = inAddress;
    setText(inAddress);
  }, [inAddress]);
  useEffect(() => {
    if (text === written.current) return;
    const timer = setTimeout(() => {
      written.current = text;
      go((present) => withText(present, text));
    }, WRITE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [text, go]);
  return { text, write: setText };
}

const withText = (search: LeadsSearch, text: string): LeadsSearch =>
  text.trim() === '' ? without(search, ['q']) : { ...search, q: text };

const without = (search: LeadsSearch, keys: readonly (keyof LeadsSearch)[]): LeadsSearch =>
  Object.fromEntries(Object.entries(search).filter(([key]) => !keys.some((other) => other === key)));

// A second click turns the order round, a third one goes back to the usual one.
function resorted(search: LeadsSearch, key: ColumnKey): LeadsSearch {
  const plain = without(search, ['sort', 'desc']);
  if (search.sort !== key) return { ...plain, sort: key };
  return search.desc ? plain : { ...plain, sort: key, desc: true };
}

export type LeadsPlace = ReturnType<typeof useLeadsPlace>;

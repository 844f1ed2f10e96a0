// A list that only the server has, page by page. What was read stays on the screen while it is read anew.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { z } from 'zod';
import { apiWords, useApi } from '../../session/use-api.ts';

interface Page<Item> {
  items: Item[];
  total: number;
  has_more: boolean;
  last_id: string | null;
}

export interface Pages<Item> {
  items: readonly Item[];
  total: number;
  hasMore: boolean;
  /** Before the first answer. */
  unread: boolean;
  asking: boolean;
  refused: string | null;
  more(): void;
  reload(): void;
  /** Puts a changed item in the place of the one with its id. */
  put(item: Item): void;
}

const NOTHING = { items: [], total: 0, hasMore: false, lastId: null, unread: true };

/** `path` with its filters, without page parameters; another path is another list. `size` items a page. */
export function usePages<Item extends { id: string }>(
  schema: z.ZodType<Page<Item>>,
  path: string,
  size = 50,
): Pages<Item> {
  const api = useApi();
  const [state, setState] = useState<{
    items: readonly Item[];
    total: number;
    hasMore: boolean;
    lastId: string | null;
    unread: boolean;
  }>(NOTHING);
  const [asking, setAsking] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const asked = useRef(0);
  const read = useCallback(
    async (after: string | null) => {
      asked.current += 1;
      const turn = asked.current;
      setAsking(true);
      const sign = path.includes('?') ? '&' : '?';
      const from = after === null ? '' : `&after_id=${encodeURIComponent(after)}`;
      const answer = await api.call(schema, `${path}${sign}page_size=${size}${from}`);
      if (turn !== asked.current) return;
      setAsking(false);
      setRefused(answer.ok ? null : apiWords(answer.error));
      if (!answer.ok) return;
      const { items, total, has_more, last_id } = answer.value;
      setState((before) => ({
        items: after === null ? items : [...before.items, ...items],
        ...{ total, hasMore: has_more, lastId: last_id ?? before.lastId, unread: false },
      }));
    },
    [api, schema, path, size],
  );
  useEffect(() => {
    void read(null);
  }, [read]);
  return {
    items: state.items,
    total: state.total,
    hasMore: state.hasMore,
    unread: state.unread,
    asking,
    refused,
    more: () => state.hasMore && !asking && void read(state.lastId),
    reload: () => void read(null),
    put: (item) =>
      setState((before) => ({
        ...before,
        items: before.items.map((other) => (other.id === item.id ? item : other)),
      })),
  };
}

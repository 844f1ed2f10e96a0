// A person's own views, on this device beside his drafts: there after a restart, without a network, and gone with his data.
import { useCallback, useEffect, useState } from 'react';
import { type LeadView, leadViewSchema } from '#domain/settings/lead-view.ts';
import { useReplica } from '../../../replica/replica-context.tsx';
import { useKept } from '../../../ui/kept.ts';
import { keptJson } from '../../../ui/read-kept.ts';

type Kept = Pick<Storage, 'getItem' | 'setItem'>;

/** What is kept; anything that is no view is left out. */
export function readViews(storage: Kept, key: string): LeadView[] {
  const kept = keptJson(storage.getItem(key));
  return Array.isArray(kept) ? kept.flatMap((one) => leadViewSchema.safeParse(one).data ?? []) : [];
}

/** The signed-in person's views, and the way to change them. Other windows of the app follow. */
export function useKeptViews() {
  const storage = useKept();
  const key = `callbook:views:${useReplica().user_id}:leads`;
  const [views, setViews] = useState(() => readViews(storage, key));
  useEffect(() => {
    const follow = (event: StorageEvent) => event.key === key && setViews(readViews(storage, key));
    window.addEventListener('storage', follow);
    return () => window.removeEventListener('storage', follow);
  }, [storage, key]);
  const change = useCallback(
    (by: (views: LeadView[]) => LeadView[]) => {
      const next = by(readViews(storage, key));
      storage.setItem(key, JSON.stringify(next));
      setViews(next);
    },
    [storage, key],
  );
  return { views, change };
}

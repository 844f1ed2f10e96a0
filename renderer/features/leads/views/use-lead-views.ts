// The views of the list, which of them the address names, and all that can be done with them.
import { useMemo, useState } from 'react';
import { createIds } from '#domain/ids.ts';
import type { LeadView } from '#domain/settings/lead-view.ts';
import { useLive, useReplica } from '../../../replica/replica-context.tsx';
import { useServerFetch } from '../../../session/session-context.tsx';
import { useToasts } from '../../../ui/toasts.tsx';
import { say } from '../../../words/say.ts';
import type { LeadsSearch } from '../leads-search.ts';
import { changeSharedViews } from './change-shared-views.ts';
import { asksOf, isChanged, type ListedView, searchOf, starterViews, type ViewKind } from './lead-views.ts';
import { useKeptViews } from './use-kept-views.ts';

type Change = (views: LeadView[]) => LeadView[];
const NONE: readonly LeadView[] = [];
const ALL = 'all';

const put =
  (view: LeadView): Change =>
  (views) =>
    views.some(({ id }) => id === view.id)
      ? views.map((one) => (one.id === view.id ? view : one))
      : [...views, view];
const drop =
  (id: string): Change =>
  (views) =>
    views.filter((one) => one.id !== id);

export type LeadViews = ReturnType<typeof useLeadViews>;

/** `show` goes to the address of a view. */
export function useLeadViews(search: LeadsSearch, show: (search: LeadsSearch) => void, staff: boolean) {
  const shared = useLive(useReplica().settings)?.lead_views ?? NONE;
  const own = useKeptViews();
  const shareBy = useSharing();
  const toasts = useToasts();
  const [ids] = useState(createIds);
  const all = useMemo(
    (): ListedView[] => [
      ...starterViews(staff),
      ...own.views.map((view) => ({ ...view, kind: 'own' as const })),
      ...shared.map((view) => ({ ...view, kind: 'shared' as const })),
    ],
    [own.views, shared, staff],
  );
  const named = all.find(({ id }) => id === (search.view ?? ALL)) ?? null;
  // All leads, narrowed or put in another order, are no view yet.
  const current = named?.id === ALL && isChanged(named, search) ? null : named;
  const open = (view: LeadView) => show(searchOf(view));

  /** Writes where the view belongs; answers whether it was done. */
  const write = async (kind: ViewKind, change: Change): Promise<boolean> => {
    if (kind === 'shared') return shareBy(change);
    own.change(change);
    return true;
  };
  const plain = ({ id, name, asks }: LeadView): LeadView => ({ id, name, asks });
  /** Writes it, opens it, and says so with the way back. */
  const replace = async (before: ListedView, after: LeadView, words: string) => {
    if (!(await write(before.kind, put(after)))) return;
    open(after);
    toasts.show({ words, undo: () => write(before.kind, put(plain(before))) });
  };
  return {
    all,
    current,
    changed: current !== null && isChanged(current, search),
    open,
    save: (view: ListedView) =>
      replace(
        view,
        { ...plain(view), asks: asksOf(search) },
        say('View “{name}” saved.', { name: view.name }),
      ),
    rename: (view: ListedView, name: string) =>
      replace(
        view,
        { ...plain(view), name },
        say('View “{before}” is called “{name}” now.', { before: view.name, name }),
      ),
    saveAs: (name: string) => {
      const view = { id: ids.next(), name, asks: asksOf(search) };
      own.change(put(view));
      open(view);
      toasts.show({ words: say('View “{name}” saved.', { name }), undo: () => write('own', drop(view.id)) });
    },
    remove: async (view: ListedView) => {
      if (!(await write(view.kind, drop(view.id)))) return;
      show({ ...search, view: undefined });
      const { name } = view;
      const words =
        view.kind === 'shared'
          ? say('View “{name}” deleted for everybody.', { name })
          : say('View “{name}” deleted.', { name });
      toasts.show({ words, undo: () => write(view.kind, put(plain(view))) });
    },
    /** An own view goes to everybody, a shared one comes back to this device alone. */
    hand: async (view: ListedView) => {
      const [from, to] = view.kind === 'own' ? (['own', 'shared'] as const) : (['shared', 'own'] as const);
      const turn = async (out: ViewKind, into: ViewKind) =>
        into === 'shared'
          ? (await write(into, put(plain(view)))) && write(out, drop(view.id))
          : (await write(out, drop(view.id))) && write(into, put(plain(view)));
      if (!(await turn(from, to))) return;
      const { name } = view;
      const words =
        to === 'shared'
          ? say('View “{name}” is shared with everybody now.', { name })
          : say('View “{name}” is yours alone now.', { name });
      toasts.show({ words, undo: () => turn(to, from) });
    },
  };
}

// What the server has noted comes back by the sync, like everything else.
function useSharing(): (change: Change) => Promise<boolean> {
  const { sync } = useReplica();
  const fetch = useServerFetch();
  const toasts = useToasts();
  return async (change) => {
    const refused = await changeSharedViews(fetch, change);
    if (refused !== null) toasts.show({ words: refused });
    sync.now();
    return refused === null;
  };
}

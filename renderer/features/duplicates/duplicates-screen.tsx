// Leads that stand there twice: the groups, and beside them two leads field by field, with what one lead will be of them.
import { IconCopyCheck } from '@tabler/icons-react';
import { useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { useDesk, useReplica } from '../../replica/replica-context.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useKept } from '../../ui/kept.ts';
import { useListKeys } from '../../ui/list-keys.ts';
import { oncePerVersion } from '../../ui/once-per-version.ts';
import { ScreenFrame } from '../../ui/screen-frame.tsx';
import { VirtualListbox } from '../../ui/virtual-listbox.tsx';
import { say } from '../../words/say.ts';
import { type DuplicateGroup, duplicateGroups } from './duplicate-groups.ts';
import css from './duplicates.module.css';
import { createKeptApart } from './kept-apart.ts';
import { MergePane, type MergePaneHandle } from './merge-pane.tsx';

const ROW_HEIGHT = 50;
const MATCH_WORDS = {
  email: say('same e-mail'),
  phone: say('same number'),
  name_city: say('same name and city'),
} as const;
const idOf = ({ id }: DuplicateGroup): string => id;

/** The screen of #/duplicates. */
export function DuplicatesScreen() {
  const { user_id } = useReplica();
  const storage = useKept();
  const [kept] = useState(() => createKeptApart(storage, user_id));
  const apart = useSyncExternalStore(kept.subscribe, kept.get);
  const rows = useDesk(useMemo(() => oncePerVersion((desk) => desk.list()), []));
  const groups = useMemo(
    () =>
      duplicateGroups(
        rows.map(({ lead }) => lead),
        apart,
      ),
    [rows, apart],
  );
  const [selected, setSelected] = useState<{ id: string; at: number } | null>(null);
  const [pane, list] = [useRef<MergePaneHandle>(null), useRef<HTMLDivElement>(null)];
  const found = groups.findIndex(({ id }) => id === selected?.id);
  const index = found >= 0 ? found : Math.min(selected?.at ?? 0, groups.length - 1);
  const group = groups[index];
  const select = (at: number) => setSelected({ id: groups[at]?.id ?? '', at });
  const open = () => pane.current?.focus();
  useListKeys({ id: 'duplicates', group: say('Duplicates'), count: groups.length, index, select, open });
  const sections = useMemo(() => [{ key: 'all', label: say('Likely duplicates'), rows: groups }], [groups]);
  return (
    <ScreenFrame title={say('Duplicates')} summary={groups.length > 0 ? countWords(groups.length) : null}>
      {group === undefined ? (
        <EmptyState icon={<IconCopyCheck size={34} stroke={1.3} />} title={say('No lead stands here twice')}>
          {say(
            'Leads with the same e-mail address, the same number, or the same name in the same city appear here, to be compared and made one.',
          )}
        </EmptyState>
      ) : (
        <div className={css.screen}>
          <div className={css.list}>
            <VirtualListbox
              ref={list}
              label={say('Likely duplicates')}
              idAttribute="data-entry-id"
              sections={sections}
              idOf={idOf}
              renderRow={(one) => <GroupRow group={one} />}
              rowHeight={ROW_HEIGHT}
              selectedId={group.id}
              onSelect={(id) => select(groups.findIndex((other) => other.id === id))}
              onOpen={open}
            />
          </div>
          <MergePane
            key={group.leads.map(({ id }) => id).join(' ')}
            ref={pane}
            group={group}
            kept={kept}
            leave={() => list.current?.focus()}
          />
        </div>
      )}
    </ScreenFrame>
  );
}

const countWords = (count: number): string =>
  say('{count, plural, one {one group} other {{count} groups}}', { count });

const GroupRow = ({ group }: { group: DuplicateGroup }) => (
  <div className={css.row}>
    <span className={css.rowName}>{group.leads[0]?.name}</span>
    <span className={css.quiet}>{group.leads.length}</span>
    <span className={css.rowWords}>{group.matches.map((match) => MATCH_WORDS[match]).join(', ')}</span>
  </div>
);

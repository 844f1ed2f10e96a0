// Two leads of a group side by side: whose values stand, what will be, what moves, and then one act. It can be undone.
import { Button, NativeSelect } from '@mantine/core';
import { IconArrowsExchange } from '@tabler/icons-react';
import { type KeyboardEvent, type Ref, useImperativeHandle, useRef, useState } from 'react';
import type { Lead } from '#domain/lead/lead.ts';
import { mergeReplySchema } from '#domain/lead/merge-reply.ts';
import { useReplica } from '../../replica/replica-context.tsx';
import { askToPart } from '../../session/part-leads.ts';
import { apiWords, useApi } from '../../session/use-api.ts';
import { refusalWords } from '../../ui/refusal-words.ts';
import { useShortcut } from '../../ui/shortcuts.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { say } from '../../words/say.ts';
import type { DuplicateGroup } from './duplicate-groups.ts';
import css from './duplicates.module.css';
import type { KeptApart } from './kept-apart.ts';
import { MergeGrid } from './merge-grid.tsx';
import { MovesLine } from './moves-line.tsx';
import { useOutcome } from './use-outcome.ts';

export interface MergePaneHandle {
  focus(): void;
}

interface Props {
  group: DuplicateGroup;
  kept: KeptApart;
  leave(): void;
  ref: Ref<MergePaneHandle>;
}

/** To be made anew for each group (give it a key). */
export function MergePane({ group, kept, leave, ref }: Props) {
  const { sync } = useReplica();
  const [api, toasts] = [useApi(), useToasts()];
  const [chosen, setChosen] = useState({ stays: group.leads[0]?.id ?? '', goes: group.leads[1]?.id ?? '' });
  const [choices, setChoices] = useState<Record<string, unknown>>({});
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const place = useRef<HTMLElement>(null);
  const leadOf = (id: string): Lead => group.leads.find((lead) => lead.id === id) ?? (group.leads[0] as Lead);
  const [survivor, other] = [leadOf(chosen.stays), leadOf(chosen.goes)];
  const outcome = useOutcome(survivor, other, choices);
  useImperativeHandle(ref, () => ({
    focus: () => place.current?.querySelector<HTMLElement>('[data-at], [data-merge]')?.focus(),
  }));
  const pick = (next: typeof chosen) => {
    setChosen(next);
    setChoices({});
    setRefused(null);
  };
  const swap = () => pick({ stays: chosen.goes, goes: chosen.stays });
  const merge = async () => {
    if (busy || !outcome.ok) return;
    setBusy(true);
    const body = { other_id: other.id, fields: choices };
    const answer = await api.call(mergeReplySchema, `/api/leads/${survivor.id}/merge`, {
      method: 'POST',
      body,
    });
    setBusy(false);
    setRefused(answer.ok ? null : apiWords(answer.error));
    if (!answer.ok) return;
    sync.now();
    leave();
    const undo = async () => {
      const words = await askToPart(api, other.id);
      sync.now();
      return words;
    };
    toasts.show({
      words: say('{name} is part of {name2} now.', { name: other.name, name2: answer.value.name }),
      undo,
    });
  };
  const part = () => {
    const back = kept.part(group.leads.map(({ id }) => id));
    leave();
    toasts.show({
      words: group.leads.length > 2 ? say('They are different leads.') : say('They are two different leads.'),
      undo: () => Promise.resolve(back()),
    });
  };
  const keys = { group: say('Duplicates') };
  useShortcut({ ...keys, id: 'duplicates.apart', keys: ['n'], label: say('Not duplicates'), run: part });
  useShortcut({
    ...keys,
    id: 'duplicates.swap',
    keys: ['x'],
    label: say('Let the other one stay'),
    run: swap,
  });
  useShortcut({
    ...keys,
    id: 'duplicates.merge',
    keys: ['Ctrl+Enter'],
    label: say('Merge'),
    inText: true,
    run: () => void merge(),
  });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented) leave();
  };
  return (
    <section ref={place} className={css.detail} aria-label={say('The chosen group')} {...{ onKeyDown }}>
      <Sides group={group} chosen={chosen} pick={pick} swap={swap} />
      <MergeGrid
        {...{ survivor, other, choices, setChoices, leave }}
        result={outcome.ok ? outcome.value.lead : survivor}
      />
      <MovesLine other={other} survivor={survivor} />
      {!outcome.ok && <p className={css.refused}>{refusalWords(outcome.error)}</p>}
      <div className={css.acts}>
        <Button
          data-merge
          loading={busy}
          disabled={!outcome.ok}
          title="Ctrl + Enter"
          onClick={() => void merge()}
        >
          {say('Make them one')}
        </Button>
        <Button variant="default" title="N" onClick={part}>
          {say('Not duplicates')}
        </Button>
        <p role="alert" className={css.refused}>
          {refused}
        </p>
      </div>
    </section>
  );
}

interface SidesProps {
  group: DuplicateGroup;
  chosen: { stays: string; goes: string };
  pick(chosen: { stays: string; goes: string }): void;
  swap(): void;
}

function Sides({ group, chosen, pick, swap }: SidesProps) {
  const options = group.leads.map(({ id, name, city }) => ({
    value: id,
    label: city ? `${name}, ${city}` : name,
  }));
  const others = (id: string) => options.filter(({ value }) => value !== id);
  const firstOther = (id: string) => others(id)[0]?.value ?? '';
  return (
    <div className={css.sides}>
      <NativeSelect
        size="xs"
        label={say('Stays')}
        data={options}
        value={chosen.stays}
        onChange={({ currentTarget: { value } }) =>
          pick({ stays: value, goes: value === chosen.goes ? firstOther(value) : chosen.goes })
        }
      />
      <Button
        variant="default"
        title="X"
        leftSection={<IconArrowsExchange size={15} aria-hidden />}
        onClick={swap}
      >
        {say('Swap')}
      </Button>
      <NativeSelect
        size="xs"
        label={say('Becomes part of it')}
        data={others(chosen.stays)}
        value={chosen.goes}
        onChange={({ currentTarget }) => pick({ ...chosen, goes: currentTarget.value })}
      />
    </div>
  );
}

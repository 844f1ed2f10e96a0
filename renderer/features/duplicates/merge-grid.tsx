// The fields in which two leads differ: mine, theirs, and what will be, which can be typed where it is text. Arrows move
// about, Enter chooses.
import { TextInput, VisuallyHidden } from '@mantine/core';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { canBeChosen } from '#domain/lead/decide-merge.ts';
import { type Lead, leadSchema } from '#domain/lead/lead.ts';
import { sameValue } from '#domain/merge/three-way.ts';
import { useLive, useReplica } from '../../replica/replica-context.tsx';
import { useSessionState } from '../../session/session-context.tsx';
import { fieldWord, type ValueContext, valueWords } from '../../ui/value-words.ts';
import { readingKey } from '../../words/direction.ts';
import { say } from '../../words/say.ts';
import css from './duplicates.module.css';

type Side = 'mine' | 'theirs' | 'result';
const SIDES: readonly Side[] = ['mine', 'theirs', 'result'];
const TYPED = new Set([
  'name',
  'first_name',
  'last_name',
  'email',
  'phone',
  'company',
  'city',
  'address',
  'source',
]);

interface Props {
  survivor: Lead;
  other: Lead;
  /** As it will be. */
  result: Lead;
  choices: Readonly<Record<string, unknown>>;
  setChoices(choices: Record<string, unknown>): void;
}

/** The fields of a lead in their order, where the two differ. */
export const differingFields = (one: Lead, other: Lead): (keyof Lead)[] =>
  (Object.keys(leadSchema.shape) as (keyof Lead)[]).filter(
    (field) => canBeChosen(field) && !sameValue(one[field], other[field]),
  );

/** For who cannot see the columns. */
const SIDE_WORDS = { mine: say('mine'), theirs: say('theirs'), result: say('will be') } as const;

export function MergeGrid({ survivor, other, result, choices, setChoices }: Props) {
  const table = useRef<HTMLTableElement>(null);
  const [typing, setTyping] = useState<{ field: keyof Lead; text: string } | null>(null);
  const context = useValueContext();
  const fields = useMemo(() => differingFields(survivor, other), [survivor, other]);
  const focus = (at: number, side: Side) =>
    table.current?.querySelector<HTMLElement>(`[data-at="${at}"][data-side="${side}"]`)?.focus();
  const take = (at: number, field: keyof Lead, side: Side) => {
    if (side === 'result') {
      if (TYPED.has(field)) setTyping({ field, text: String(result[field] ?? '') });
      return;
    }
    setChoices({ ...choices, [field]: side });
    if (at + 1 < fields.length) focus(at + 1, side);
  };
  const typed = (at: number, text: string | null) => {
    if (typing && text !== null)
      setChoices({ ...choices, [typing.field]: text.trim() === '' ? null : text.trim() });
    setTyping(null);
    requestAnimationFrame(() => focus(at, 'result'));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const cell = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[data-at]') : null;
    if (cell === null || event.ctrlKey || event.altKey || event.metaKey) return;
    const at = Number(cell.dataset['at']);
    const side = SIDES.findIndex((one) => cell.matches(`[data-side="${one}"]`));
    const move: Readonly<Record<string, [number, number]>> = {
      ArrowUp: [at - 1, side],
      ArrowDown: [at + 1, side],
      ArrowLeft: [at, side - 1],
      ArrowRight: [at, side + 1],
    };
    const to = move[readingKey(event.key)];
    if (!to) return;
    event.preventDefault();
    event.stopPropagation();
    focus(Math.max(0, Math.min(fields.length - 1, to[0])), SIDES[Math.max(0, Math.min(2, to[1]))] ?? 'mine');
  };
  if (fields.length === 0) return <p>{say('Both say the same in every field.')}</p>;
  const words = (lead: Lead, field: keyof Lead) => valueWords(field, lead[field], context, lead);
  const sideOf = (field: keyof Lead): Side =>
    sameValue(result[field], survivor[field])
      ? 'mine'
      : sameValue(result[field], other[field])
        ? 'theirs'
        : 'result';
  return (
    <table ref={table} className={css.values} {...{ onKeyDown }} aria-label={say('Fields that differ')}>
      <thead>
        <tr>
          <th scope="col">{say('Field')}</th>
          <th scope="col">{survivor.name}</th>
          <th scope="col">{other.name}</th>
          <th scope="col">{say('Will be')}</th>
        </tr>
      </thead>
      <tbody>
        {fields.map((field, at) => (
          <tr key={field}>
            <th scope="row">{fieldWord(field)}</th>
            {SIDES.map((side) => (
              <td key={side}>
                {side === 'result' && typing?.field === field ? (
                  <TextInput
                    autoFocus
                    aria-label={say('{field}, typed', { field: fieldWord(field) })}
                    value={typing.text}
                    onChange={({ currentTarget }) => setTyping({ field, text: currentTarget.value })}
                    onBlur={() => setTyping(null)}
                    onKeyDown={(event) => {
                      if (event.key !== 'Enter' && event.key !== 'Escape') return;
                      event.preventDefault();
                      event.stopPropagation();
                      typed(at, event.key === 'Enter' ? typing.text : null);
                    }}
                  />
                ) : (
                  <button
                    type="button"
                    className={css.choice}
                    data-at={at}
                    data-side={side}
                    aria-pressed={side === 'result' ? sideOf(field) === 'result' : sideOf(field) === side}
                    title={side === 'result' && TYPED.has(field) ? say('Enter: type another') : undefined}
                    onClick={() => take(at, field, side)}
                  >
                    <VisuallyHidden>
                      {say('{field}, {side}:', { field: fieldWord(field), side: SIDE_WORDS[side] })}{' '}
                    </VisuallyHidden>
                    {words(side === 'mine' ? survivor : side === 'theirs' ? other : result, field)}
                  </button>
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function useValueContext(): ValueContext {
  const replica = useReplica();
  const users = useLive(replica.users);
  const currency = useLive(replica.settings)?.currency ?? 'EUR';
  const ownZone = useSessionState(({ user }) => user?.time_zone ?? 'UTC');
  return useMemo(
    () => ({
      ...{ timeZone: ownZone, ownZone, currency },
      nameOf: (id) => users.find((user) => user.id === id)?.name ?? null,
    }),
    [users, currency, ownZone],
  );
}

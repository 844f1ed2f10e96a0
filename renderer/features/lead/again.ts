// An entry of the attention list that is edited again: the address names it, the form that fits it opens with the
// person's values on top of what stands, and saving settles the entry.
import { useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Lead } from '#domain/lead/lead.ts';
import { ok } from '#domain/result.ts';
import type { ActResult } from '../../replica/acts/act-types.ts';
import { fieldsAtStake } from '../../replica/attention-values.ts';
import { useLive, useReplica } from '../../replica/replica-context.tsx';
import type { Attention, AttentionEntry } from '../../replica/replica-types.ts';

export interface Again {
  entry: AttentionEntry;
  /** The person's values of the fields at stake. */
  mine: Readonly<Record<string, unknown>>;
  /** The act, and the entry that it settles: taken back together. */
  settling(act: ActResult): ActResult;
}

/** The entry that the address names; null where it names none, or it has been settled. */
export function useAgain(): Again | null {
  const id = useSearch({ strict: false, select: (search: { again?: unknown }) => search.again });
  const { attention } = useReplica();
  const entry = useLive(attention).find((one) => one.id === id) ?? null;
  return useMemo(() => {
    if (entry === null) return null;
    const mine = Object.fromEntries(
      fieldsAtStake(entry).map(({ field }) => [field, entry.document[field] ?? null]),
    );
    return { entry, mine, settling: (act) => settling(act, attention, entry.id) };
  }, [entry, attention]);
}

async function settling(act: ActResult, attention: Pick<Attention, 'discard'>, entryId: string): ActResult {
  const result = await act;
  if (!result.ok) return result;
  let back = await attention.discard(entryId);
  const { undo, redo } = result.value;
  return ok({
    ...result.value,
    undo: async () => {
      const any = await undo();
      await back();
      return any;
    },
    redo: async () => {
      const any = await redo();
      back = await attention.discard(entryId);
      return any;
    },
  });
}

/** Whether the entry is of the lead itself and some of these fields are at stake in it. */
export const isAgainIn = (again: Again | null, fields: readonly string[]): again is Again =>
  again !== null && again.entry.collection === 'leads' && fields.some((field) => field in again.mine);

/** The lead as it stands, with the person's values in those of the fields that are at stake. */
export function withMine(lead: Lead, again: Again | null, fields: readonly string[]): Lead {
  if (!isAgainIn(again, fields)) return lead;
  return { ...lead, ...valuesIn(again, fields) };
}

/** The person's values of those of the fields that are at stake. */
export const valuesIn = ({ mine }: Pick<Again, 'mine'>, fields: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(fields.filter((field) => field in mine).map((field) => [field, mine[field]]));

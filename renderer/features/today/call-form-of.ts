// From what was typed to the act: the call as it will be logged, or what is missing, in words.
import type { Outcome } from '#domain/interaction/interaction.ts';
import { parseWhen } from '#domain/plan/when.ts';
import { ok, type Result, refuse } from '#domain/result.ts';
import type { CallForm } from '../../replica/acts/act-types.ts';
import { parseAmount } from '../../ui/amount.ts';
import { say } from '../../words/say.ts';
import type { CallDraft } from './call-drafts.ts';

export interface CallContext {
  lead_id: string;
  /** The lead's zone, in which `when` is meant. */
  time_zone: string;
  /** The workspace's currency. */
  currency: string;
  now: string;
}

/** Which field to go to, and what to say there. */
export interface Missing {
  field: 'outcome' | 'when' | 'amount';
  words: string;
}

const DAY_S = 86_400;

/**
 * The form to log. An amount makes the outcome ORDER_PLACED. A callback without a time is asked about once: with
 * `sure` it is logged without a promise.
 */
export function callFormOf(draft: CallDraft, context: CallContext, sure: boolean): Result<CallForm, Missing> {
  const amount = amountOf(draft, context);
  if (!amount.ok) return amount;
  const outcome: Outcome | null = amount.value === null ? draft.outcome : 'ORDER_PLACED';
  if (outcome === null) return refuse({ field: 'outcome', words: say('How did it go? Press 1 to 9.') });
  const when = outcome === 'CALLBACK' ? whenOf(draft, context, sure) : ok(null);
  if (!when.ok) return when;
  return ok({
    lead_id: context.lead_id,
    outcome,
    direction: 'out',
    note: [draft.note.trim(), draft.override].filter(Boolean).join('\n') || null,
    poc_id: draft.poc_id,
    duration_s: durationOf(draft, context.now),
    ...(amount.value === null ? {} : { order: { amount_minor: amount.value, currency: context.currency } }),
    ...(when.value === null ? {} : { callback: when.value }),
  });
}

function amountOf({ amount }: CallDraft, { currency }: CallContext): Result<number | null, Missing> {
  if (amount.trim() === '') return ok(null);
  const minor = parseAmount(amount, currency);
  if (minor === null)
    return refuse({
      field: 'amount',
      words: say('Not an amount of {currency}: try 1250 or 1250.50.', { currency }),
    });
  return ok(minor);
}

function whenOf({ when }: CallDraft, { now, time_zone }: CallContext, sure: boolean) {
  if (when.trim() !== '') {
    const parsed = parseWhen(when, { now, time_zone });
    return parsed.ok
      ? parsed
      : refuse<Missing>({ field: 'when', words: whenRefusalWords(parsed.error.code) });
  }
  if (sure) return ok(null);
  return refuse<Missing>({
    field: 'when',
    words: say('When? Write a day or a time. Save once more to log it without a promise.'),
  });
}

/** What to say of a time that was not taken. */
export const whenRefusalWords = (code: string): string =>
  code === 'when_in_the_past'
    ? say('That has passed where they are.')
    : say('Not understood. Try “tomorrow 3pm”, “fri 14:30” or “+3d”.');

// Nobody talks for a day: a timer that ran overnight was forgotten.
function durationOf({ started_at }: CallDraft, now: string): number | null {
  if (started_at === null) return null;
  const seconds = Math.round((Date.parse(now) - Date.parse(started_at)) / 1000);
  return seconds >= 0 && seconds < DAY_S ? seconds : null;
}

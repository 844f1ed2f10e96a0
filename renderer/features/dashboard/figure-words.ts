// What each figure of the dashboard is called, and by what rule it is counted, in plain words.
import type { SpanName } from '#domain/dashboard/span.ts';

export const SPAN_WORDS: Readonly<Record<SpanName, string>> = {
  today: 'Today',
  week: 'This week',
  month: 'This month',
  thirty_days: '30 days',
  quarter: 'Quarter',
};

export type FigureName = 'made' | 'reached' | 'plan' | 'strike' | 'answers' | 'leads';

export const FIGURE_WORDS: Readonly<Record<FigureName, { label: string; how: string }>> = {
  made: {
    label: 'Calls made',
    how: 'Calls, visits, video calls and meetings that were begun by us in this time, whatever came of them. They belong to whoever logged them.',
  },
  reached: {
    label: 'Reached',
    how: 'Calls in which somebody was spoken to, of all calls made. No answer, busy, voicemail and a wrong number do not count.',
  },
  plan: {
    label: 'Kept to the plan',
    how: 'Of the calls that fell due by the rhythm of a lead in this time, those made by the end of their day in the lead’s zone. An early call counts as in time; one that is due today and not made does not count yet. Today’s rhythm is taken for the past too.',
  },
  strike: {
    label: 'Strike rate',
    how: 'Calls that ended in an order, of all calls made. Beside it stand all orders of this time, also those that came without a call.',
  },
  answers: {
    label: 'Answers in time',
    how: 'Of the first answers that were promised for this time, those given in time. What came late, or not at all and is overdue, is broken; what still can be in time does not count yet.',
  },
  leads: {
    label: 'New leads',
    how: 'Leads that came in during this time, and leads that were won in it, by who has them.',
  },
};

/** "71 %", or a dash where there is nothing to divide by. */
export const percentWords = (percent: number | null): string => (percent === null ? '–' : `${percent} %`);

// What each figure of the dashboard is called, and by what rule it is counted, in plain words.
import type { SpanName } from '#domain/dashboard/span.ts';
import { say } from '../../words/say.ts';

export const SPAN_WORDS: Readonly<Record<SpanName, string>> = {
  today: say('Today'),
  week: say('This week'),
  month: say('This month'),
  thirty_days: say('30 days'),
  quarter: say('Quarter'),
};

export type FigureName = 'made' | 'reached' | 'plan' | 'strike' | 'answers' | 'leads';

export const FIGURE_WORDS: Readonly<Record<FigureName, { label: string; how: string }>> = {
  made: {
    label: say('Calls made'),
    how: say(
      'Calls, visits, video calls and meetings that were begun by us in this time, whatever came of them. They belong to whoever logged them.',
    ),
  },
  reached: {
    label: say('Reached'),
    how: say(
      'Calls in which somebody was spoken to, of all calls made. No answer, busy, voicemail and a wrong number do not count.',
    ),
  },
  plan: {
    label: say('Kept to the plan'),
    how: say(
      'Of the calls that fell due by the rhythm of a lead in this time, those made by the end of their day in the lead’s zone. An early call counts as in time; one that is due today and not made does not count yet. Today’s rhythm is taken for the past too.',
    ),
  },
  strike: {
    label: say('Strike rate'),
    how: say(
      'Calls that ended in an order, of all calls made. Beside it stand all orders of this time, also those that came without a call.',
    ),
  },
  answers: {
    label: say('Answers in time'),
    how: say(
      'Of the first answers that were promised for this time, those given in time. What came late, or not at all and is overdue, is broken; what still can be in time does not count yet.',
    ),
  },
  leads: {
    label: say('New leads'),
    how: say('Leads that came in during this time, and leads that were won in it, by who has them.'),
  },
};

/** "71 %", or a dash where there is nothing to divide by. */
export const percentWords = (percent: number | null): string => (percent === null ? '–' : `${percent} %`);

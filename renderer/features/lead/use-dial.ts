// From a click to the telephone: a lead that must not be called is never dialled, an odd hour is asked about once.
import { useState } from 'react';
import { type DialGuard, dialGuard } from '#domain/plan/guard.ts';
import { dialNumber } from '../../ui/copy-text.ts';
import { useOpening } from '../../ui/holidays.tsx';
import { useClock } from '../../ui/now.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { say, tongue } from '../../words/say.ts';
import { useLeadView } from './lead-context.tsx';

export interface DialQuestion {
  phone: string;
  guard: Extract<DialGuard, { verdict: 'ask' }>;
}

/** `onCalling` is told when a number has been handed over; its argument is why it was called at an odd hour. */
export function useDial(onCalling: (override: string | null) => void) {
  const { detail, timeZone } = useLeadView();
  const opening = useOpening(detail.lead, timeZone);
  const now = useClock();
  const toasts = useToasts();
  const [question, setQuestion] = useState<DialQuestion | null>(null);
  const place = async (phone: string, override: string | null) => {
    setQuestion(null);
    onCalling(override);
    const done = await dialNumber(phone);
    toasts.show({ words: DIALLED[done](phone) });
  };
  return {
    question,
    dismiss: () => setQuestion(null),
    dial(phone: string) {
      const guard = dialGuard({ ...opening, do_not_call: detail.lead.do_not_call }, now(), tongue());
      if (guard.verdict === 'blocked')
        toasts.show({ words: say('{name} asked not to be called.', { name: detail.lead.name }) });
      else if (guard.verdict === 'ask') setQuestion({ phone, guard });
      else void place(phone, null);
    },
    /** The answer to the question; the reason goes into the note of the call. */
    dialAnyway(reason: string) {
      if (question === null) return;
      const { local_time, time_zone } = question.guard;
      const why = reason.trim() || 'no reason given';
      void place(question.phone, `[Called at ${local_time} ${time_zone}, outside the call hours: ${why}]`);
    },
  };
}

const DIALLED: Readonly<Record<Awaited<ReturnType<typeof dialNumber>>, (phone: string) => string>> = {
  dialled: (phone) => say('Calling {phone}', { phone }),
  copied: (phone) => say('{phone} copied: dial it on your telephone', { phone }),
  failed: (phone) => say('Dial {phone}', { phone }),
};

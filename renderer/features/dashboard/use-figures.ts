// The figures of the dashboard, counted on this device in slices: from the desk's leads and the history of calls. What
// was counted stays on the screen until the next count is done.
import { useEffect, useState, useSyncExternalStore } from 'react';
import { createTally, type Figures } from '#domain/dashboard/figures.ts';
import { type SpanName, spanOf } from '#domain/dashboard/span.ts';
import { inSlices } from '../../replica/desk/in-slices.ts';
import { useDesk, useLive, useReplica } from '../../replica/replica-context.tsx';
import { useMinute } from '../../ui/now.tsx';

export interface Counted {
  figures: Figures;
  span: SpanName;
  person: string | null;
}

/** Quiet in milliseconds before a change is counted: a wave of them is counted once. */
const QUIET_MS = 250;

/** `read`: how many records of the history have been read; null when all have. */
export function useFigures(span: SpanName, person: string | null, timeZone: string) {
  const replica = useReplica();
  const { desk } = replica;
  const [history] = useState(() => replica.history());
  const settings = useLive(replica.settings);
  const now = useMinute();
  const leads = useDesk((asked) => asked.version());
  const ready = useDesk((asked) => asked.ready()) === 'ready';
  const facts = useSyncExternalStore(history.subscribe, history.version);
  const complete = ready && history.ready();
  const [counted, setCounted] = useState<Counted | null>(null);
  const first = counted === null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the versions say when to count anew
  useEffect(() => {
    if (!complete || !settings) return;
    let current = true;
    const count = async () => {
      const tally = createTally({ span: spanOf(span, now, timeZone), now, settings, person });
      await inSlices(desk.list(), ({ lead, lead_id }) => {
        if (current) tally.add(lead, history.of(lead_id));
      });
      if (current) setCounted({ figures: tally.figures(), span, person });
    };
    const timer = setTimeout(() => void count(), first ? 0 : QUIET_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [complete, settings, desk, history, leads, facts, span, person, timeZone, now, first]);
  return { counted, read: complete ? null : history.read() };
}

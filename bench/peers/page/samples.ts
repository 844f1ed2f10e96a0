// What the peers' measurements share: fresh documents, times, one clock for all processes.

export const instant = (): number => performance.timeOrigin + performance.now();

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

let made = 0;

/** A new interaction of about the same size as ours. */
export function freshInteraction(): { id: string; fields: Record<string, string | number> } {
  made += 1;
  const at = new Date().toISOString();
  return {
    id: `fresh-${crypto.randomUUID()}`,
    fields: {
      collection: 'interactions',
      lead_id: `lead-${made % 50}`,
      write_id: crypto.randomUUID(),
      created_at: at,
      updated_at: at,
      occurred_at: at,
      type: 'CALL',
      direction: 'out',
      outcome: 'CONNECTED',
      duration_s: 240,
      note: 'Asked for the new price list and wants to hear from us before the end of the month.',
      sent: instant(),
    },
  };
}

/** Milliseconds of each of so many pieces of work, one after the other. */
export async function timed(count: number, work: (at: number) => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let at = 0; at < count; at += 1) {
    const start = performance.now();
    await work(at);
    times.push(performance.now() - start);
  }
  return times;
}

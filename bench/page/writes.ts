// What a person writes, through the acts of the replica, and how another device of his sees it.
import type { Replica } from '../../renderer/replica/replica-types.ts';
import { timed } from './floors.ts';
import { untilStatus } from './replica-under-test.ts';

/** Milliseconds since 1970 with fractions: the same clock in every process of a machine. */
const instant = () => performance.timeOrigin + performance.now();

/** Leads that get the notes for another device, the first by name. */
const SENT_TO = 60;

/** The acts' own part of the page. */
export function createWrites(open: () => Replica) {
  let seen: number[] = [];
  let stopListening: (() => void) | null = null;

  // Looked up before anything is timed: the whole list is sorted for it.
  const leads = () => {
    const ids = open()
      .desk.list()
      .map(({ lead_id }) => lead_id);
    return (at: number) => ids[at % ids.length] ?? '';
  };
  const note = async (leadId: string, text: string) => {
    const written = await open().acts.addNote(leadId, text);
    if (!written.ok) throw new Error(written.error.code);
  };

  return {
    /** Milliseconds of each logged call: interaction, lead, and the desk that knows it. */
    logCalls: async (count: number): Promise<number[]> => {
      const leadAt = leads();
      return timed(count, async (at) => {
        const call = { lead_id: leadAt(at), outcome: 'CONNECTED', note: 'Measured.' } as const;
        const logged = await open().acts.logCall(call);
        if (!logged.ok) throw new Error(logged.error.code);
      });
    },
    /** Milliseconds of each note: one insert. */
    addNotes: async (count: number): Promise<number[]> => {
      const leadAt = leads();
      return timed(count, (at) => note(leadAt(at), `Measured ${at}.`));
    },
    /** Milliseconds until the server has confirmed all that waits. */
    drain: async (): Promise<number> => {
      const start = performance.now();
      open().sync.now();
      await untilStatus(open().sync.status, ({ pending }) => pending === 0);
      return performance.now() - start;
    },
    pending: async (): Promise<number> => open().sync.status.getState().pending,
    /** Begins to note how long after its writing each of another device's notes can be seen. */
    listenForNotes: async (): Promise<void> => {
      stopListening?.();
      seen = [];
      const leadAt = leads();
      const known = new Set<string>();
      const { desk } = open();
      stopListening = desk.subscribe(() => {
        for (let at = 0; at < SENT_TO; at += 1) {
          const text = desk.row(leadAt(at))?.last_notes[0]?.note ?? '';
          if (!text.startsWith('sent ') || known.has(text)) continue;
          known.add(text);
          seen.push(instant() - Number(text.slice('sent '.length)));
        }
      });
    },
    heardNotes: async (): Promise<number[]> => seen,
    /** One note that says when it was written; another lead's each time, so that none hides behind a later one. */
    sendNote: async (at: number): Promise<void> => note(leads()(at % SENT_TO), `sent ${instant()}`),
    /** Resolves with the instant at which this device has a lead with so many interactions. */
    untilGiven: async ({ leadId, children }: { leadId: string; children: number }): Promise<number> => {
      await untilTold(open().lead(leadId), (detail) => detail?.interactions.length === children);
      return instant();
    },
    /** Resolves with the instant at which this device has the lead no more. */
    untilTaken: async (leadId: string): Promise<number> => {
      await untilTold(open().lead(leadId), (detail) => detail === null);
      return instant();
    },
    leadIds: async (): Promise<string[]> =>
      open()
        .desk.list()
        .map(({ lead_id }) => lead_id),
    /** Milliseconds of the first list, and of each list after a call. */
    dueLists: async (count: number): Promise<{ first: number; after: number[]; anew: number[] }> => {
      const { desk, acts, now } = open();
      const listed = () => {
        const start = performance.now();
        desk.today();
        return performance.now() - start;
      };
      const first = listed();
      const leadAt = leads();
      const after: number[] = [];
      for (let at = 0; at < count; at += 1) {
        await acts.logCall({ lead_id: leadAt(at), outcome: 'CONNECTED' });
        after.push(listed());
      }
      const anew: number[] = [];
      for (let at = 0; at < Math.min(count, 10); at += 1) {
        const start = performance.now();
        desk.today({ now: new Date(Date.parse(now()) + (at + 1) * 60_000).toISOString() });
        anew.push(performance.now() - start);
      }
      return { first, after, anew };
    },
  };
}

function untilTold<T>(
  live: { get(): T; subscribe(listener: () => void): () => void },
  wanted: (value: T) => boolean,
): Promise<void> {
  return new Promise((resolve) => {
    const stop = live.subscribe(() => look());
    const look = () => {
      if (!wanted(live.get())) return;
      queueMicrotask(() => stop());
      resolve();
    };
    look();
  });
}

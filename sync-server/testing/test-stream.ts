// Reads the event stream as a laptop does: over a real connection, parsed into events.
import type { Replicated, StreamMessage } from '#domain/sync/messages.ts';

export interface TestStream {
  /** Every event so far, by name. */
  events: { event: string; data: string }[];
  ended: boolean;
  messages(collection: string): StreamMessage[];
  documents(collection: string): Replicated[];
  close(): Promise<void>;
}

/** Opens the stream of a server that listens at `address`. */
export async function openTestStream(address: string, accessToken: string): Promise<TestStream> {
  const abort = new AbortController();
  const response = await fetch(`${address}/api/sync/stream`, {
    headers: { authorization: `Bearer ${accessToken}` },
    signal: abort.signal,
  });
  if (!response.ok || !response.body) throw new Error(`the stream answered ${response.status}`);
  const events: TestStream['events'] = [];
  const messages = (collection: string) =>
    events
      .filter(({ event }) => event === 'message')
      .map(({ data }) => JSON.parse(data) as StreamMessage)
      .filter((message) => message.collection === collection);
  const stream: TestStream = {
    events,
    ended: false,
    messages,
    documents: (collection) => messages(collection).flatMap(({ documents }) => documents),
    close: async () => {
      abort.abort();
      await reading;
    },
  };
  const reading = read(response.body, events)
    .catch((error: unknown) => {
      if (!abort.signal.aborted) throw error;
    })
    .finally(() => {
      stream.ended = true;
    });
  return stream;
}

async function read(body: ReadableStream<Uint8Array>, events: TestStream['events']): Promise<void> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of body) {
    const blocks = (rest + decoder.decode(chunk, { stream: true })).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const lines = block.split('\n').map((line) => line.split(/: ?(.*)/s));
      const field = (name: string) => lines.find(([key]) => key === name)?.[1];
      const data = field('data');
      if (data !== undefined || field('event'))
        events.push({ event: field('event') ?? 'message', data: data ?? '' });
    }
  }
}

// A client that sends what it likes, when it likes, and goes away when it likes: bytes on a socket.
import { once } from 'node:events';
import { connect } from 'node:net';
import { aPdf } from './sample-files.ts';

export interface RawSender {
  send(bytes: string | Uint8Array): void;
  /** Goes away without a word. */
  leave(): void;
  /** Says that it sends no more, and still listens. */
  end(): void;
  /** What it has heard so far. */
  heard(): string;
  /** What it heard until the server hung up. */
  hungUp(): Promise<string>;
}

/** Connects to the address of a server on this machine. */
export async function openRawSender(url: string): Promise<RawSender> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let heard = '';
  socket.on('data', (bytes) => {
    heard += bytes.toString();
  });
  // A server that hangs up on a sender may do so by a reset.
  socket.on('error', () => undefined);
  const closed = once(socket, 'close');
  await once(socket, 'connect');
  return {
    send: (bytes) => void socket.write(bytes),
    leave: () => void socket.destroy(),
    end: () => void socket.end(),
    heard: () => heard,
    hungUp: async () => {
      await closed;
      return heard;
    },
  };
}

const BOUNDARY = '----the-edge-of-a-part';

/** The form of Ada with a PDF of about this size, as the bytes of a request: its head, its body up to its last edge, the edge. */
export function aRawForm(size: number, fields: Record<string, string> = {}) {
  const texts = Object.entries({
    first_name: 'Ada',
    last_name: 'Lovelace',
    email: 'ada@example.com',
    ...fields,
  });
  const parts = texts.map(
    ([name, value]) => `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const file = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="resume"; filename="cv.pdf"\r\nContent-Type: application/pdf\r\n\r\n`;
  const body = Buffer.concat([Buffer.from(parts.join('') + file), aPdf(), Buffer.alloc(size, 'x')]);
  const edge = Buffer.from(`\r\n--${BOUNDARY}--\r\n`);
  const type = `multipart/form-data; boundary=${BOUNDARY}`;
  const headOf = (length: string) =>
    `POST /api/leads HTTP/1.1\r\nHost: here\r\nContent-Type: ${type}\r\n${length}\r\n\r\n`;
  return { head: headOf(`Content-Length: ${body.length + edge.length}`), body, edge, type, headOf };
}

// Listens on the port, and stops listening without cutting off who is being served.
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer, type ServerType } from '@hono/node-server';
import type { Routes } from '../http/app-env.ts';
import { codeOf, StartRefused } from '../start-refused.ts';

export interface Listening {
  /** Where it listens: "http://127.0.0.1:4780". */
  url: string;
  /** Takes no new connection, waits for answers under way at most `graceMs`, then closes what is left. */
  stop(graceMs: number): Promise<void>;
}

/** How long a caller may take to send, in milliseconds; whoever takes longer is told so (408) and cut off. */
export interface Patience {
  headers_ms: number;
  /** With the body. */
  request_ms: number;
  /** How often it is looked at who is too late. */
  look_every_ms: number;
}

/** The worst line on which somebody may send a file: a résumé of 10 MB takes ten minutes then. Bytes a second. */
const SLOWEST_LINE = 17_477;

/** Ten minutes for a request, and for larger files as long as the worst line takes. */
export const patienceFor = ({ RESUME_MAX_BYTES }: { RESUME_MAX_BYTES: number }): Patience => ({
  headers_ms: 20_000,
  request_ms: Math.max(600_000, Math.ceil(RESUME_MAX_BYTES / SLOWEST_LINE) * 1000),
  look_every_ms: 5000,
});

/** Starts to listen. Throws StartRefused where the port cannot be had. */
export async function listen(
  app: Routes,
  { HOST, PORT }: { HOST: string; PORT: number },
  { headers_ms, request_ms, look_every_ms }: Patience,
): Promise<Listening> {
  const server = createAdaptorServer({
    fetch: app.fetch,
    serverOptions: {
      headersTimeout: headers_ms,
      requestTimeout: request_ms,
      connectionsCheckingInterval: look_every_ms,
    },
  });
  const at = await new Promise<AddressInfo>((resolve, reject) => {
    server.once('error', (error) => reject(refused(error, HOST, PORT)));
    server.listen(PORT, HOST, () => {
      const address = server.address();
      if (typeof address === 'object' && address) resolve(address);
    });
  });
  return {
    url: `http://${at.family === 'IPv6' ? `[${at.address}]` : at.address}:${at.port}`,
    stop: (graceMs) => stopServing(server, graceMs),
  };
}

/** A caller that keeps its connection busy is told at its next answer that this was the last one on it. */
function stopServing(server: ServerType, graceMs: number): Promise<void> {
  const closeIdle = () => 'closeIdleConnections' in server && server.closeIdleConnections();
  server.prependListener('request', (_request, response: ServerResponse) => {
    response.setHeader('Connection', 'close');
  });
  // An answer that was under way has promised to keep its connection, which nobody needs any more.
  const sweep = setInterval(closeIdle, 50);
  return new Promise((resolve) => {
    const patience = setTimeout(() => {
      if ('closeAllConnections' in server) server.closeAllConnections();
    }, graceMs);
    server.close(() => {
      clearTimeout(patience);
      clearInterval(sweep);
      resolve();
    });
    closeIdle();
  });
}

function refused(error: Error, host: string, port: number): Error {
  const cause = { cause: error };
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return new StartRefused(
        `PORT: ${port} on ${host} is taken: stop the program that uses it, or set PORT to another number`,
        cause,
      );
    case 'EACCES':
      return new StartRefused(`PORT: ${port} may not be used by this account: set PORT above 1023`, cause);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new StartRefused(
        `HOST: ${host} is no address of this machine: set HOST to 127.0.0.1 or 0.0.0.0`,
        cause,
      );
    default:
      return error;
  }
}

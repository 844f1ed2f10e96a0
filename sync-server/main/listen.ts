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

/** Starts to listen. Throws StartRefused where the port cannot be had. */
export async function listen(
  app: Routes,
  { HOST, PORT }: { HOST: string; PORT: number },
): Promise<Listening> {
  const server = createAdaptorServer({ fetch: app.fetch });
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

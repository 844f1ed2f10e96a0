// LISTEN on PostgreSQL: one connection of its own that comes back after a fault, and says so with an empty payload.
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';

const RETRY_MS = 500;

/**
 * Calls back with each payload of `channel`. After a lost connection it calls back once with '' (something may have been
 * missed). Throws when the first connection fails.
 */
export async function listenPg(
  url: string,
  channel: string,
  onPayload: (payload: string) => void,
): Promise<() => Promise<void>> {
  let ended = false;
  let reconnecting = false;
  let current = await connect();

  async function connect(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: url, keepAlive: true });
    client.on('notification', (message) => onPayload(message.payload ?? ''));
    client.on('error', () => void reconnect(client));
    await client.connect();
    await client.query(`listen ${pg.escapeIdentifier(channel)}`);
    return client;
  }

  async function reconnect(lost: pg.Client): Promise<void> {
    // One loss is told by several errors.
    if (ended || reconnecting || lost !== current) return;
    reconnecting = true;
    for (;;) {
      await wait(RETRY_MS);
      if (ended) return;
      try {
        current = await connect();
        reconnecting = false;
        onPayload('');
        return;
      } catch (error) {
        if (!(error instanceof Error)) throw error;
      }
    }
  }

  return async () => {
    ended = true;
    await current.end();
  };
}

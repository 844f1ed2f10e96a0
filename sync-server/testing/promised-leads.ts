// Leads of tests whose answer is promised, on a server whose clock goes on by hours.
import type { Lead } from '#domain/lead/lead.ts';
import { emptyTables } from './empty-tables.ts';
import { type Name, signedIn } from './test-people.ts';
import type { TestServer } from './test-server.ts';

/** This person signed in anew: a token lives for minutes. */
export const signedInAnew = ({ deps, actors }: TestServer, name: Name) => signedIn(deps, actors[name].id);

/** A lead whose answer is due in two hours; the mail of its assignment is out of the way. */
export async function addPromised(
  server: TestServer,
  name: string,
  who: Name = 'kam1',
  fields: object = {},
): Promise<Lead> {
  const as = await signedInAnew(server, who);
  const { body } = await server.json<Lead>('/api/leads', { as, json: { name, ...fields } });
  await emptyTables(server.deps.db, 'outbox');
  return body;
}

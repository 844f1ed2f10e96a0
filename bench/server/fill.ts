// Fills an empty workspace for the bench: people, and documents in the shapes of the large demo.
import { writesOf } from '../../sync-server/demo/fill-demo.ts';
import { makeScale } from '../../sync-server/demo/make-scale.ts';
import type { Deps } from '../../sync-server/deps.ts';
import { inWriteTransaction, writeDocuments } from '../../sync-server/feed/write-documents.ts';
import { ensureSettings, readSettings } from '../../sync-server/settings/settings.ts';
import { newUser } from '../../sync-server/users/new-user.ts';
import { storeAccount } from '../../sync-server/users/store-user.ts';
import { type Holdings, NAMES, type Name, type People, type Person } from './people.ts';

/** Makes the people and what they have. */
export async function fillWorkspace(deps: Deps, holdings: Partial<Record<Name, Holdings>>): Promise<People> {
  await ensureSettings(deps);
  const made: [Name, Person][] = [];
  for (const name of NAMES) {
    const person = await addPerson(deps, name);
    made.push([name, person]);
    const own = holdings[name];
    if (own) await addDocuments(deps, person.id, own);
  }
  return Object.fromEntries(made) as People;
}

async function addPerson(deps: Deps, name: Name): Promise<Person> {
  const password = `${name} measures with patience`;
  const email = `${name}@callbook.test`;
  const about = { email, name, time_zone: 'Europe/Berlin', role: 'kam', is_active: true } as const;
  const user = {
    ...newUser(deps.ids, deps.clock.now(), about),
    ...(name === 'admin' ? { role: 'admin' as const } : {}),
  };
  const password_hash = await deps.passwords.hash(password);
  await inWriteTransaction(deps, (tx) => storeAccount(tx, { user, password_hash }));
  return { id: user.id, email, password };
}

async function addDocuments(deps: Deps, kam: string, { leads, interactions, bare }: Holdings): Promise<void> {
  const { currency } = await readSettings(deps.db);
  const input = { now: deps.clock.now(), ids: deps.ids, kams: [kam], currency, leads, interactions, from: 0 };
  for (const batch of makeScale(input)) {
    const documents = bare ? { ...batch, pocs: [], customers: [] } : batch;
    await inWriteTransaction(deps, (tx) => writeDocuments(tx, writesOf(documents)));
  }
}

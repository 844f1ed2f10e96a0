// Fills an empty workspace with the demo, through the same doors that real work comes in by.

import { NO_CAMPAIGN } from '#domain/intake/campaign.ts';
import { addMinutes } from '#domain/time.ts';
import type { User } from '#domain/user/user.ts';
import accounts from '../../resources/demo/accounts.json' with { type: 'json' };
import { keptFact } from '../db/facts.ts';
import type { Deps } from '../deps.ts';
import { type DocumentWrite, inWriteTransaction, writeDocuments } from '../feed/write-documents.ts';
import { createIntake } from '../intake/apply-intake.ts';
import { readSettings } from '../settings/settings.ts';
import { newUser } from '../users/new-user.ts';
import { isFirstAccount, storeAccount } from '../users/store-user.ts';
import { demoPdf } from './demo-pdf.ts';
import { type DemoDocuments, makeDemo } from './make-demo.ts';
import { addressOf, PLACES, personName, phoneAt } from './names.ts';

/** `filled` now, `kept` from an earlier start, or `foreign`: somebody's own workspace, which is left alone. */
export type DemoState = 'filled' | 'kept' | 'foreign';

const FACT = 'demo';
const INTERACTIONS = 2000;

/** Oldest first: minutes before now at which the applicants sent the form: some promises run, some press, some are broken. */
const APPLIED_MINUTES_AGO = [75 * 60, 50 * 60, 26 * 60, 180, 95, 12];

/** Makes the demo workspace where there is no workspace yet. */
export async function fillDemo(deps: Deps): Promise<DemoState> {
  if (!(await isFirstAccount(deps.db))) {
    const kept = await keptFact(deps.db, FACT, () => 'foreign');
    return kept === 'filled' ? 'kept' : 'foreign';
  }
  const people = await addPeople(deps);
  const [first, second] = people.filter(({ role }) => role === 'kam');
  if (!first || !second) throw new Error('the demo needs two KAMs');
  const now = deps.clock.now();
  const { currency } = await readSettings(deps.db);
  const demo = makeDemo({
    now,
    ids: deps.ids,
    kams: { first: first.id, second: second.id },
    kam_day_ends_at: endOfDay(now, first.time_zone),
    currency,
    interactions: INTERACTIONS,
  });
  await inWriteTransaction(deps, (tx) => writeDocuments(tx, writesOf(demo)));
  for (const [n, minutes] of APPLIED_MINUTES_AGO.entries()) await apply(deps, n, addMinutes(now, -minutes));
  await keptFact(deps.db, FACT, () => 'filled');
  return 'filled';
}

async function addPeople(deps: Deps): Promise<User[]> {
  const made = await Promise.all(
    accounts.map(async ({ email, name, role, time_zone, password }) => ({
      user: {
        ...newUser(deps.ids, deps.clock.now(), { email, name, time_zone, role: 'kam', is_active: true }),
        role: role as User['role'],
      },
      password_hash: await deps.passwords.hash(password),
    })),
  );
  await inWriteTransaction(deps, async (tx) => {
    for (const account of made) await storeAccount(tx, account);
    const settings = await readSettings(tx.sql);
    const document = {
      ...settings,
      write_id: deps.ids.next(),
      updated_at: tx.now,
      assignment_rule: 'round_robin' as const,
    };
    await writeDocuments(tx, [{ collection: 'settings', document }]);
  });
  return made.map(({ user }) => user);
}

/** Documents as writes, leads first. */
export function writesOf(documents: DemoDocuments): DocumentWrite[] {
  return Object.entries(documents).flatMap(([collection, list]) =>
    list.map((document) => ({ collection, document }) as DocumentWrite),
  );
}

/** One applicant sends the form at an instant of the past. */
async function apply(deps: Deps, n: number, at: string): Promise<void> {
  const { first_name, last_name } = personName(n + 40);
  const place = PLACES[n % PLACES.length];
  const applyIntake = createIntake({ ...deps, clock: { now: () => at } });
  const applied = await applyIntake(
    {
      intake: {
        first_name,
        last_name,
        email: addressOf(`${first_name} ${last_name}`, n),
        phone: place ? phoneAt(place, n + 20) : null,
        company: null,
        message: 'I would like to distribute your range in my town.',
        time_zone: place?.time_zone ?? null,
        form_key: deps.ids.next(),
        ...NO_CAMPAIGN,
        resume: null,
      },
      file: {
        name: 'resume.pdf',
        media_type: 'application/pdf',
        content: await deps.files.drafts.take([demoPdf(`${first_name} ${last_name}`)]),
      },
      source: 'form',
    },
    { actor: null, requestId: 'demo' },
  );
  if (!applied.ok) throw new Error(`a demo applicant was refused: ${applied.error.code}`);
}

/** The end of the zone's today, an instant. */
function endOfDay(now: string, zone: string): string {
  const tomorrow = Temporal.Instant.from(now).toZonedDateTimeISO(zone).toPlainDate().add({ days: 1 });
  return new Date(tomorrow.toZonedDateTime(zone).epochMilliseconds).toISOString();
}

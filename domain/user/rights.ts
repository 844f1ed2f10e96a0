// What each role may do, in one table. It opens the routes of the server and settles the finer rules of both sides; that
// the routes keep to it is tried role by role (sync-server/http/rights.test.ts), and `npm run docs:api` prints it.
import type { Role } from './user.ts';

/**
 * How far a right goes. `all`: to everything of the workspace. `own`: to what is his own, and to that of the people whom
 * he covers for. `self`: to what is his own and nobody else's.
 */
export type Reach = 'all' | 'own' | 'self';

/** What the right is, in one line, and how far it goes in each role; null: not at all. */
type Line = { what: string } & Record<Role, Reach | null>;

const right = (what: string, admin: Reach | null, manager: Reach | null, kam: Reach | null): Line => ({
  ...{ what, admin, manager, kam },
});

/** Everything that hangs on a lead (contacts, interactions, plan, customer, performance, résumé) is its assignee's. */
const TABLE = {
  'leads.read': right('Read leads and what hangs on them, and keep them on a device', 'all', 'all', 'own'),
  'leads.write': right('Add and change leads and what hangs on them', 'all', 'all', 'own'),
  'leads.assign': right('Give leads and customers to people, or leave them open', 'all', 'all', null),
  'leads.merge': right('Merge two leads into one, and part them again', 'all', 'all', 'self'),
  'leads.import': right('Add or change many leads by a file, and undo that', 'all', 'all', null),
  'leads.export': right('Take the list of leads away as a file', 'all', 'all', null),
  'stages.force': right('Take a lead out of a won stage, or past the table of stages', 'all', null, null),
  'mails.resend': right('Send a mail about a lead once more', 'all', 'all', 'own'),
  'performance.recalculate': right('Calculate all accounts anew and count them', 'all', 'all', null),
  'users.list': right('List the people with their accounts', 'all', 'all', null),
  'users.read': right('Read the account of a person', 'all', 'all', 'self'),
  'users.change': right('Make, change and deactivate accounts', 'all', null, null),
  'handover.set': right('Have a colleague cover for a person, and end that', 'all', 'all', 'self'),
  'hours.set': right('Set when a person works', 'all', 'self', 'self'),
  'devices.read': right('See where a person is signed in', 'all', 'self', 'self'),
  'devices.revoke': right('Sign a device out and have it wiped', 'all', 'self', 'self'),
  'settings.read': right('Read the settings', 'all', 'all', 'all'),
  'settings.change': right('Change the settings', 'all', null, null),
  'templates.change': right('Read, change and try the texts of mails', 'all', null, null),
  'audit.read': right('Read, export and verify the audit', 'all', null, null),
  'outbox.read': right('See the mails that wait, were sent or failed', 'all', null, null),
  'outbox.retry': right('Try a failed mail again', 'all', null, null),
  'releases.manage': right('Publish releases of the program, and move or withdraw them', 'all', null, null),
  'storage.read': right('See what the workspace takes up on the server', 'all', null, null),
  'privacy.export': right('Give out all that is held of a person', 'all', null, null),
  'privacy.erase': right('Erase what is held of a person', 'all', null, null),
} satisfies Record<string, Line>;

export type Right = keyof typeof TABLE;

export const RIGHTS: Readonly<Record<Right, Line>> = TABLE;
export const RIGHT_NAMES = Object.keys(TABLE) as Right[];

/** Whether this names a right. */
export const isRight = (name: string): name is Right => Object.hasOwn(TABLE, name);

/** How far the right goes for this person; null: he does not have it. */
export const reach = ({ role }: { role: Role }, name: Right): Reach | null => RIGHTS[name][role];

/** Whether this person has the right at all. */
export const may = (actor: { role: Role }, name: Right): boolean => reach(actor, name) !== null;

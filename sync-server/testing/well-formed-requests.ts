// A request to each operation that its route would carry out, so that what keeps it out is the right alone.
import { PASSWORD } from './test-people.ts';
import type { TestRequest } from './test-server.ts';

/** Ids that the request may name, by the noun of the path. */
export interface Named {
  leads: string;
  /** A second lead of the same person. */
  others: string;
  pocs: string;
  interactions: string;
  customers: string;
  users: string;
  devices: string;
  imports: string;
  outbox: string;
  releases: string;
}

/** Made of nothing that is there: one id for each noun. */
export const namedAnew = (next: () => string): Named => ({
  ...{ leads: next(), others: next(), pocs: next(), interactions: next(), customers: next() },
  ...{ users: next(), devices: next(), imports: next(), outbox: next(), releases: next() },
});

/** Who asks, and what he cannot make up. */
export interface Asker {
  email: string;
  refresh_token: string;
  /** Somebody else, to give things to. */
  colleague: string;
}

type Bodies = Record<string, (named: Named, asker: Asker) => object>;

/** By operation. What is not among them is sent without a body. */
const BODIES: Bodies = {
  'POST /api/auth/register': () => ({ email: 'newcomer@callbook.test', password: PASSWORD }),
  'POST /api/auth/login': (_, { email }) => ({ email, password: PASSWORD }),
  'POST /api/auth/refresh': (_, { refresh_token }) => ({ refresh_token }),
  'POST /api/auth/removed': (_, { refresh_token }) => ({ refresh_token, unsent: 0 }),
  'POST /api/leads': () => ({
    ...{ first_name: 'Ada', last_name: 'L', email: 'ada@example.com', resume: 'https://example.com/cv' },
  }),
  'POST /api/sync/digest': () => ({ collection: 'leads', ids: [], after_id: null, until_id: null }),
  'POST /api/sync/{collection}/push': () => ({ rows: [] }),
  'POST /api/leads/{id}/callback': () => ({ until: '2026-03-10T12:00:00.000Z' }),
  'POST /api/leads/{id}/snooze': () => ({ until: '2026-03-10T12:00:00.000Z' }),
  'POST /api/leads/{id}/assign': (_, { colleague }) => ({ assignee_id: colleague }),
  'POST /api/leads/{id}/merge': ({ others }) => ({ other_id: others }),
  'PATCH /api/leads/{id}': () => ({ city: 'Kiel' }),
  'PUT /api/leads/{id}': () => ({ city: 'Kiel' }),
  'POST /api/leads/{id}/erase': () => ({ confirm: 'Nordlicht Bakery' }),
  'POST /api/pocs': ({ leads }) => ({ lead_id: leads, name: 'Ada' }),
  'PATCH /api/pocs/{id}': () => ({ name: 'Ada' }),
  'PUT /api/pocs/{id}': () => ({ name: 'Ada' }),
  'POST /api/pocs/{id}/erase': () => ({ confirm: 'Mara Lind' }),
  'POST /api/interactions': ({ leads }) => ({ lead_id: leads, type: 'NOTE', note: 'Seen' }),
  'PATCH /api/interactions/{id}': () => ({ note: 'Seen' }),
  'POST /api/customers': ({ leads }) => ({ lead_id: leads, name: 'Ada' }),
  'PATCH /api/customers/{id}': () => ({ name: 'Ada' }),
  'PUT /api/customers/{id}': () => ({ name: 'Ada' }),
  'PUT /api/performance/{lead_id}': () => ({ monthly_target_minor: 100_000 }),
  'POST /api/users': () => ({ email: 'added@callbook.test', password: PASSWORD }),
  'PATCH /api/users/{id}': () => ({ name: 'Ada' }),
  'PUT /api/users/{id}': () => ({ name: 'Ada' }),
  'PUT /api/users/{id}/handover': (_, { colleague }) => ({
    ...{ to_id: colleague, from_on: '2026-06-01', to_on: '2026-06-02' },
  }),
  'PUT /api/users/{id}/working_hours': () => ({ working_hours: { 1: [['09:00', '17:00']] } }),
  'PATCH /api/settings': () => ({ sla_minutes: 90 }),
  'PUT /api/settings/templates/{name}': () => ({ subject: 'Hello', body: 'Hello' }),
  'POST /api/settings/templates/{name}/preview': () => ({}),
  'POST /api/settings/templates/{name}/test': () => ({}),
  'POST /api/releases': () => ({ name: 'latest-linux.yml', feed: 'version: 1.0.0' }),
  'PATCH /api/releases/{id}': () => ({ rollout: 10 }),
};

const FORMS: Record<string, (asker: Asker) => URLSearchParams | FormData> = {
  'POST /api/auth/token': ({ email }) => new URLSearchParams({ username: email, password: PASSWORD }),
  'POST /api/leads/import': () => {
    const form = new FormData();
    form.set('file', new File(['name\nImported\n'], 'leads.csv', { type: 'text/csv' }));
    return form;
  },
};

/** The request of "GET /api/leads/{id}" and its like. */
export function wellFormed(key: string, named: Named, asker: Asker): TestRequest & { path: string } {
  const [method = '', template = ''] = key.split(' ');
  const json = BODIES[key]?.(named, asker);
  const body = FORMS[key]?.(asker);
  return {
    method,
    path: pathOf(template, named),
    ...(json ? { json } : {}),
    ...(body ? { body } : {}),
  };
}

function pathOf(template: string, named: Named): string {
  return template
    .replace(/(\w+)\/\{id\}/, (_, noun: keyof Named) => `${noun}/${named[noun]}`)
    .replace('{lead_id}', named.leads)
    .replace('{collection}', 'leads')
    .replace('files/{name}', 'files/Callbook-1.0.0.AppImage?sha512=x')
    .replace('{name}', 'intake_ack')
    .replace(/\{\w+\}/, 'x');
}

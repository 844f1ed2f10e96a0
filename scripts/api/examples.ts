// A walk through the whole API in an order in which each call finds what it needs. Text in {{braces}} is a variable: given
// by who runs the walk, or kept from an earlier answer. An operation that is missing here gets what its schema asks for.

export interface Example {
  /** Path parameters whose variable is not the usual one. */
  path?: Record<string, string>;
  query?: Record<string, string>;
  /** The JSON body, or the fields of the form. */
  body?: Record<string, unknown>;
  /** Media type of the body where it is not JSON. */
  type?: 'application/x-www-form-urlencoded' | 'multipart/form-data';
  /** Variables that are taken from the answer, each by a path like "user.id" or "items[name=Robin].id". */
  keep?: Record<string, string>;
  /** Sent as this variable instead of {{access_token}}; null: by nobody. */
  token?: string | null;
  /** Refusals that are as good an answer as what was asked for. */
  mayRefuse?: number[];
}

/** Calls of one operation, the first of them also the one that collections show. */
const WALK: [key: string, example: Example][] = [
  [
    'POST /api/auth/login',
    {
      body: { email: '{{email}}', password: '{{password}}', device_name: 'API client' },
      keep: { access_token: 'access_token', refresh_token: 'refresh_token', me_id: 'user.id' },
    },
  ],
  [
    'POST /api/auth/token',
    {
      type: 'application/x-www-form-urlencoded',
      body: { username: '{{email}}', password: '{{password}}', device_name: 'API client' },
      keep: { other_token: 'access_token', other_refresh_token: 'refresh_token' },
    },
  ],
  [
    'POST /api/auth/refresh',
    {
      body: { refresh_token: '{{other_refresh_token}}' },
      keep: { other_token: 'access_token', other_refresh_token: 'refresh_token' },
    },
  ],
  [
    'POST /api/auth/removed',
    { body: { refresh_token: '{{other_refresh_token}}', unsent: 0 }, mayRefuse: [404] },
  ],
  ['POST /api/auth/logout', { token: 'other_token', body: { refresh_token: '{{other_refresh_token}}' } }],
  [
    'POST /api/auth/register',
    {
      body: { email: 'new-{{run}}@example.com', password: '{{new_password}}', name: 'New {{run}}' },
      keep: { new_user_id: 'id' },
      // Where registration is closed.
      mayRefuse: [403],
    },
  ],
  [
    'POST /api/auth/token',
    {
      type: 'application/x-www-form-urlencoded',
      body: { username: '{{email}}', password: '{{password}}', device_name: 'Second device {{run}}' },
    },
  ],
  [
    'GET /api/devices',
    {
      query: { page_size: '200' },
      keep: { other_device_id: 'items[device_name=Second device {{run}}].id' },
    },
  ],
  ['GET /api/auth/me', {}],
  ['POST /api/auth/forgot-password', { body: { email: 'nobody-{{run}}@example.com' } }],
  [
    'POST /api/auth/set-password',
    { body: { token: '{{link_token}}', password: '{{new_password}}' }, mayRefuse: [404] },
  ],
  ['POST /forgot-password', { body: { email: 'nobody-{{run}}@example.com' } }],
  ['GET /set-password', { query: { token: '{{link_token}}' }, mayRefuse: [404] }],
  [
    'POST /set-password',
    { body: { token: '{{link_token}}', password: '{{new_password}}' }, mayRefuse: [404] },
  ],
  [
    'POST /api/users',
    {
      body: {
        email: 'kam-{{run}}@example.com',
        password: '{{new_password}}',
        name: 'Kam {{run}}',
        role: 'kam',
      },
      keep: { user_id: 'id' },
    },
  ],
  ['PATCH /api/users/{id}', { body: { name: 'Kam {{run}} Example' } }],
  ['PUT /api/users/{id}', { body: { time_zone: 'Europe/Berlin' } }],
  [
    'PUT /api/users/{id}/handover',
    {
      body: { to_id: '{{me_id}}', from_on: '{{tomorrow}}', to_on: '{{next_week}}' },
    },
  ],
  ['DELETE /api/users/{id}/handover', {}],
  ['PUT /api/users/{id}/working_hours', { body: { working_hours: { 1: [['09:00', '17:00']] } } }],
  ['PATCH /api/settings', { body: {} }],
  ['GET /api/settings/templates/{name}', { path: { name: 'intake_ack' }, query: { language: 'en' } }],
  [
    'PUT /api/settings/templates/{name}',
    {
      path: { name: '{{template}}' },
      query: { language: 'en' },
      body: { subject: 'We have received your application', body: 'Thank you.' },
      // A walk through a workspace at work names a text that there is not: its own ones stay.
      mayRefuse: [404],
    },
  ],
  [
    'DELETE /api/settings/templates/{name}',
    { path: { name: '{{template}}' }, query: { language: 'en' }, mayRefuse: [404] },
  ],
  ['POST /api/settings/templates/{name}/preview', { path: { name: 'assigned' }, body: { language: 'de' } }],
  ['POST /api/settings/templates/{name}/test', { path: { name: 'assigned' }, body: {} }],
  ['GET /api/audit-logs/export', { query: { format: 'csv', action: 'erase' } }],
  [
    'POST /api/leads',
    {
      query: { allow_duplicate: '1' },
      body: {
        kind: 'organization',
        name: 'Example {{run}}',
        email: 'office-{{run}}@example.com',
        city: 'Berlin',
        time_zone: 'Europe/Berlin',
        tags: ['example'],
      },
      keep: { lead_id: 'id' },
    },
  ],
  [
    'POST /api/leads',
    {
      query: { allow_duplicate: '1' },
      body: { kind: 'organization', name: 'Example {{run}} Branch', city: 'Berlin' },
      keep: { other_lead_id: 'id' },
    },
  ],
  [
    'POST /api/leads',
    {
      token: null,
      type: 'multipart/form-data',
      body: {
        first_name: 'Alex',
        last_name: 'Example',
        email: 'alex-{{run}}@example.com',
        message: 'Example {{run}}',
        resume: 'Years of examples.',
      },
      keep: { applicant_lead_id: 'id' },
    },
  ],
  ['PATCH /api/leads/{id}', { body: { city: 'Hamburg' } }],
  ['PUT /api/leads/{id}', { body: { tier: 'B' } }],
  ['POST /api/leads/{id}/assign', { body: { assignee_id: '{{user_id}}', note: 'Close by' } }],
  [
    'POST /api/pocs',
    {
      body: {
        lead_id: '{{lead_id}}',
        name: 'Robin Example',
        role: 'Buyer',
        email: 'robin-{{run}}@example.com',
      },
      keep: { poc_id: 'id' },
    },
  ],
  ['PATCH /api/pocs/{id}', { body: { role: 'Head of buying' } }],
  ['PUT /api/pocs/{id}', { body: { phone: '+49 30 123456' } }],
  [
    'POST /api/interactions',
    {
      body: {
        lead_id: '{{lead_id}}',
        type: 'CALL',
        direction: 'out',
        outcome: 'CONNECTED',
        occurred_at: '{{now}}',
        duration_s: 120,
        note: 'Wants a sample.',
      },
      keep: { interaction_id: 'id' },
    },
  ],
  ['PATCH /api/interactions/{id}', { body: { note: 'Wants two samples.' } }],
  ['POST /api/leads/{id}/callback', { body: { until: '{{tomorrow_noon}}' } }],
  ['POST /api/leads/{id}/snooze', { body: { on: '{{next_week}}' } }],
  ['GET /api/leads/due_today', { query: { page_size: '5' } }],
  ['GET /api/leads/sources', {}],
  ['GET /api/leads/duplicates', { query: { lead_id: '{{lead_id}}' } }],
  ['GET /api/leads', { query: { q: 'Example', page_size: '5' } }],
  [
    'POST /api/leads/import',
    {
      type: 'multipart/form-data',
      body: { file: 'name,city,source\nImported {{run}},Berlin,example\n' },
      keep: { import_id: 'id' },
    },
  ],
  ['GET /api/leads/imports', { query: { page_size: '5' } }],
  ['POST /api/leads/imports/{id}/undo', { path: { id: 'import_id' } }],
  ['GET /api/leads/export.csv', { query: { source: 'example' } }],
  ['GET /api/leads/{id}/resume', { path: { id: 'applicant_lead_id' } }],
  ['POST /api/leads/{id}/resend-email', { body: { template: 'assigned' } }],
  ['POST /api/leads/{id}/merge', { body: { other_id: '{{other_lead_id}}' } }],
  ['POST /api/leads/{id}/unmerge', { path: { id: 'other_lead_id' } }],
  ['DELETE /api/leads/{id}', { path: { id: 'other_lead_id' } }],
  ['POST /api/leads/{id}/restore', { path: { id: 'other_lead_id' } }],
  [
    'POST /api/leads/{id}/erase',
    { path: { id: 'other_lead_id' }, body: { confirm: 'Example {{run}} Branch' } },
  ],
  ['DELETE /api/leads/{id}', { path: { id: 'other_lead_id' } }],
  ['POST /api/customers', { body: { lead_id: '{{lead_id}}' }, keep: { customer_id: 'id' } }],
  ['PATCH /api/customers/{id}', { body: { name: 'Example {{run}} Ltd' } }],
  ['PUT /api/customers/{id}', { body: { since_on: '{{today}}' } }],
  ['PUT /api/performance/{lead_id}', { body: { expected_interval_days: 14 } }],
  ['GET /api/dashboard/metrics', {}],
  ['GET /api/outbox', { query: { page_size: '5' }, keep: { outbox_id: 'items.0.id' } }],
  // Only a failed mail is tried again; a healthy server has none.
  ['POST /api/outbox/{id}/retry', { mayRefuse: [409] }],
  ['GET /api/storage', {}],
  ['GET /api/releases', {}],
  // Releases come from `npm run release`, which has the publisher's key; whoever has not is told what is missing.
  [
    'PUT /api/releases/files/{name}',
    { path: { name: 'Callbook-0.0.1.AppImage' }, query: { sha512: 'other' }, mayRefuse: [422] },
  ],
  [
    'POST /api/releases',
    { body: { name: 'latest-linux.yml', feed: 'version: 0.0.1', rollout: 0 }, mayRefuse: [422] },
  ],
  [
    'PATCH /api/releases/{id}',
    { path: { id: '00000000-0000-7000-8000-000000000000' }, body: { rollout: 0 }, mayRefuse: [404] },
  ],
  [
    'GET /updates/{channel}/{name}',
    { path: { channel: 'latest', name: 'latest-linux.yml' }, mayRefuse: [404] },
  ],
  ['GET /api/sync/{collection}/pull', { path: { collection: 'leads' }, query: { limit: '5' } }],
  ['POST /api/sync/{collection}/push', { path: { collection: 'leads' }, body: { rows: [] } }],
  ['POST /api/sync/digest', { body: { collection: 'leads', ids: [] } }],
  ['GET /app/{path}', { path: { path: 'index.html' } }],
  ['GET /docs/{file}', { path: { file: 'swagger-ui.css' } }],
];

/** What ends something: called when all else is done. */
const END: [key: string, example: Example][] = [
  ['POST /api/pocs/{id}/erase', { body: { confirm: 'Robin Example' } }],
  ['DELETE /api/pocs/{id}', {}],
  ['DELETE /api/customers/{id}', { mayRefuse: [409] }],
  ['DELETE /api/leads/{id}', {}],
  ['DELETE /api/leads/{id}', { path: { id: 'applicant_lead_id' } }],
  ['DELETE /api/users/{id}', { query: { reassign_to: '{{me_id}}' } }],
  ['DELETE /api/users/{id}', { path: { id: 'new_user_id' } }],
  ['DELETE /api/devices/{id}', { path: { id: 'other_device_id' } }],
];

const KEYS_AT_END = new Set(END.map(([key]) => key));

/** The examples of all these operations in the order of the walk; those without one come before the end. */
export function walkOf(keys: string[]): { key: string; example: Example }[] {
  const known = new Set([...WALK, ...END].map(([key]) => key));
  const unknown = keys.filter((key) => !known.has(key)).map((key): [string, Example] => [key, {}]);
  const reads = unknown.filter(([key]) => !key.startsWith('DELETE'));
  const ends = unknown.filter(([key]) => key.startsWith('DELETE'));
  return [...WALK, ...reads, ...ends, ...END]
    .filter(([key]) => keys.includes(key))
    .map(([key, example]) => ({ key, example }));
}

/** What is shown of an operation on its own. */
export const exampleOf = (key: string): Example =>
  (KEYS_AT_END.has(key) ? END : WALK).find(([name]) => name === key)?.[1] ?? {};

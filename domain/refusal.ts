// Every expected "no" of the product, as one closed union. Words for people are chosen at the edges.

/** Codes without further facts, by the HTTP status that says the same. */
export const REFUSAL_STATUS = {
  // who asks
  unauthenticated: 401,
  account_inactive: 401,
  device_revoked: 401,
  bad_credentials: 401,
  refresh_invalid: 401,
  not_allowed: 403,
  registration_closed: 403,
  // what is asked about
  not_found: 404,
  gone: 404,
  // in which state it is
  duplicate: 409,
  merged: 409,
  already_registered: 409,
  impossible_transition: 409,
  server_outdated: 409,
  stale: 412,
  resync_required: 410,
  schema_too_old: 426,
  // the content
  too_large: 413,
  unsupported_type: 415,
  invalid: 422,
  unknown_assignee: 422,
  unknown_lead: 422,
  unknown_state: 422,
  last_admin: 422,
  weak_password: 422,
  bad_query: 422,
  too_many: 429,
  // the device's own
  offline: 503,
  not_kept: 507,
  when_not_understood: 422,
  when_in_the_past: 422,
} as const;

export type RefusalCode = keyof typeof REFUSAL_STATUS;

/** What is wrong with one field; `path` is dotted ("call_hours.1.0"). */
export interface FieldIssue {
  path: string;
  message: string;
}

/** An expected "no". `detail` adds facts for a person, in plain words. */
export interface Refusal {
  code: RefusalCode;
  detail?: string;
  errors?: FieldIssue[];
  /** For `too_many`: whole seconds until it may be tried again. */
  retry_after_s?: number;
}

/** A refusal with its code and, where it helps, facts. */
export const refusal = (code: RefusalCode, facts: Omit<Refusal, 'code'> = {}): Refusal => ({
  code,
  ...facts,
});

/** The refusal for content that does not fit its schema. `issues` are zod's. */
export function invalid(issues: readonly { path: PropertyKey[]; message: string }[]): Refusal {
  return {
    code: 'invalid',
    errors: issues.map((issue) => ({ path: issue.path.map(String).join('.'), message: issue.message })),
  };
}

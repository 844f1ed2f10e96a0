// Every refusal in plain words, for the screens.
import type { Refusal, RefusalCode } from '#domain/refusal.ts';

const WORDS: Readonly<Record<RefusalCode, string>> = {
  unauthenticated: 'Sign in again.',
  account_inactive: 'This account has been deactivated.',
  device_revoked: 'This device has been removed from your account.',
  bad_credentials: 'E-mail and password do not fit.',
  refresh_invalid: 'Sign in again.',
  not_allowed: 'That is not yours to do.',
  registration_closed: 'New accounts are made by your administrator.',
  not_found: 'That is not here any more.',
  gone: 'That is not yours any more.',
  duplicate: 'There is one like it already.',
  already_registered: 'This e-mail address has an account already.',
  impossible_transition: 'The lead cannot move from where it stands to there.',
  server_outdated: 'The server is older than this program.',
  stale: 'Somebody else has changed this meanwhile.',
  resync_required: 'The data has to be loaded again.',
  schema_too_old: 'This program is too old for the server.',
  too_large: 'That is too large.',
  unsupported_type: 'Files of this type are not taken.',
  invalid: 'Something in it does not fit.',
  unknown_assignee: 'There is nobody of that name.',
  unknown_lead: 'This lead is not here any more.',
  unknown_state: 'There is no such state.',
  last_admin: 'Somebody has to remain administrator.',
  weak_password: 'That password is too easy to guess.',
  bad_query: 'That cannot be asked.',
  too_many: 'Too many tries: wait a little.',
  offline: 'The server cannot be reached.',
  when_not_understood: 'That day or time was not understood.',
  when_in_the_past: 'That has passed already.',
};

/** One or two sentences; the fields that do not fit are named. */
export function refusalWords({ code, detail, errors }: Refusal): string {
  const fields = (errors ?? []).map(({ path, message }) => `${path.replaceAll('_', ' ')} ${message}`.trim());
  const facts = fields.length > 0 ? fields.join('; ') : detail;
  return facts ? `${WORDS[code]} ${facts}` : WORDS[code];
}

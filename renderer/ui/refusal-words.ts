// Every refusal in plain words, for the screens.
import type { Refusal, RefusalCode } from '#domain/refusal.ts';
import { say } from '../words/say.ts';

/** What each refusal means to the person in front of the screen, in one plain sentence. */
export const REFUSAL_WORDS: Readonly<Record<RefusalCode, string>> = {
  unauthenticated: say('Your session has ended. Sign in again; your work here is kept.'),
  account_inactive: say('This account is not active. Ask an admin to activate it.'),
  device_revoked: say('This device was signed out by an admin, and its data has been removed.'),
  bad_credentials: say('The e-mail address or the password is wrong.'),
  refresh_invalid: say('Your session has ended. Sign in again; your work here is kept.'),
  not_allowed: say('You are not allowed to do this.'),
  registration_closed: say('This server takes no new accounts. Ask an admin for one.'),
  not_found: say('This is no longer there.'),
  gone: say('This belongs to somebody else now.'),
  duplicate: say('There is one like this already.'),
  merged: say('This lead was merged into another one.'),
  already_registered: say('This e-mail address has an account already.'),
  impossible_transition: say('It cannot be moved from its state to that one.'),
  server_outdated: say(
    'The server is older than this program. Ask an admin to update it; your work is kept.',
  ),
  stale: say('Somebody has changed this meanwhile.'),
  resync_required: say('The data is being compared with the server anew.'),
  schema_too_old: say('This program is too old for the server. Update it; your work is kept.'),
  too_large: say('This is too large.'),
  unsupported_type: say('This kind of file is not taken.'),
  invalid: say('Something here is not right.'),
  unknown_assignee: say('There is no such person to give it to.'),
  unknown_lead: say('This lead is no longer here.'),
  unknown_state: say('There is no such state.'),
  last_admin: say('There has to be at least one admin.'),
  weak_password: say('This password is too easy to guess.'),
  bad_query: say('This cannot be searched for.'),
  too_many: say('Too many attempts. Wait a moment and try again.'),
  offline: say('The server cannot be reached. Check the address and the network.'),
  not_kept: say(
    'This device could not keep it: nothing has been saved. Make room on its disk and try again.',
  ),
  when_not_understood: say('This date or time was not understood.'),
  when_in_the_past: say('This moment has passed already.'),
};

/** One or two sentences; the fields that do not fit are named. */
export function refusalWords({ code, detail, errors }: Refusal): string {
  const fields = (errors ?? []).map(({ path, message }) => `${path.replaceAll('_', ' ')} ${message}`.trim());
  const facts = fields.length > 0 ? fields.join('; ') : detail;
  return facts ? `${REFUSAL_WORDS[code]} ${facts}` : REFUSAL_WORDS[code];
}

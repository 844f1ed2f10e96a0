// The words of every refusal for somebody who calls the API: a title that is always the same and a plain sentence.
import type { RefusalCode } from '#domain/refusal.ts';

/** Title and default detail by code. A refusal's own detail wins over the one here. */
export const PROBLEM_WORDS: Record<RefusalCode, readonly [title: string, detail: string]> = {
  unauthenticated: ['Not signed in', 'Sign in and send the access token as "Authorization: Bearer …".'],
  account_inactive: ['Account inactive', 'This account is not active. Ask an admin to activate it.'],
  device_revoked: ['Device revoked', 'This device was signed out for good. Sign in again to use it.'],
  bad_credentials: ['Wrong e-mail or password', 'No account has this e-mail address and password.'],
  refresh_invalid: ['Session ended', 'This session has ended. Sign in again.'],
  not_allowed: ['Not allowed', 'Your role does not allow this.'],
  registration_closed: ['Registration closed', 'Accounts are made by an admin here.'],
  not_found: ['Not found', 'There is nothing here that you may see.'],
  gone: ['Gone', 'This is no longer here, or no longer yours.'],
  merged: ['Merged', 'This lead was merged into another. Go on with that one, or undo the merge.'],
  duplicate: ['Duplicate', 'Something very like this exists already.'],
  already_registered: [
    'Already registered',
    'There is an account with this e-mail address. Sign in instead.',
  ],
  impossible_transition: ['Not possible from here', 'It cannot go from its present state to that one.'],
  server_outdated: ['Server outdated', 'The app is newer than the server. The server has to be updated.'],
  stale: [
    'Changed meanwhile',
    'Somebody changed this since you read it. Read it again and repeat your change.',
  ],
  resync_required: [
    'Read again from the start',
    'This checkpoint is not known here. Read again without one.',
  ],
  schema_too_old: ['App outdated', 'This app is too old for the server. Update the app.'],
  too_large: ['Too large', 'What was sent is larger than this address takes.'],
  unsupported_type: ['Type not supported', 'This kind of content is not taken here.'],
  invalid: ['Not valid', 'Some of what was sent is missing or not valid.'],
  unknown_assignee: ['Unknown assignee', 'There is no active user with this id.'],
  unknown_lead: ['Unknown lead', 'There is no lead with this id that you may see.'],
  unknown_state: ['Unknown state', 'The workspace has no such state.'],
  last_admin: ['Last admin', 'The workspace needs at least one active admin.'],
  weak_password: ['Weak password', 'Choose a password of at least 8 characters that is hard to guess.'],
  bad_query: ['Query not valid', 'Some of the query is not valid.'],
  too_many: ['Too many requests', 'There were too many requests. Wait a little and try again.'],
  offline: ['Not available', 'The server cannot do this right now. Try again later.'],
  not_kept: ['Not kept', 'The device could not keep this.'],
  when_not_understood: ['Time not understood', 'The time could not be understood.'],
  when_in_the_past: ['In the past', 'The time lies in the past.'],
};

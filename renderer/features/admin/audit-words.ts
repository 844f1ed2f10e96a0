// A line of the audit in words: what was done to what, and each field before and after.
import type { AuditLine, AuditProof } from '#domain/audit/audit-line.ts';
import { countLabel } from '../../ui/day-words.ts';
import { outcomeWord, stateWord } from '../../ui/field-words.ts';
import { say } from '../../words/say.ts';

export const ENTITY_WORDS: Readonly<Record<string, string>> = {
  lead: say('Lead'),
  poc: say('Contact'),
  interaction: say('Interaction'),
  plan_event: say('Plan'),
  customer: say('Customer'),
  metric: say('Account figures'),
  user: say('Person'),
  settings: say('Settings'),
  outbox: say('Mail'),
  device: say('Device'),
};

export const entityWord = (entity: string): string => ENTITY_WORDS[entity] ?? plain(entity);

const ACTION_WORDS: Readonly<Record<string, string>> = {
  create: say('Made'),
  update: say('Changed'),
  delete: say('Deleted'),
  restore: say('Brought back'),
  assign: say('Assigned'),
  merge: say('Merged'),
  unmerge: say('Parted again'),
  handover: say('Cover'),
  deactivate: say('Deactivated'),
  register: say('Registered'),
  sign_in: say('Signed in'),
  sign_in_refused: say('Sign-in refused'),
  sign_out: say('Signed out'),
  set_password: say('Password chosen'),
  token_reused: say('A dead sign-in was used'),
  revoke: say('Device signed out'),
  wipe: say('Device removed its data'),
  resend_mail: say('Mail sent again'),
  retry_mail: say('Mail tried again'),
  set_template: say('Mail text set'),
  reset_template: say('Mail text given up'),
  export_personal_data: say('Personal data given out'),
  erase: say('Erased'),
  purge: say('Removed for good'),
  'sla-breach': say('Answer missed'),
};

/** "Changed" for update. */
export const actionWord = (action: string): string => ACTION_WORDS[action] ?? plain(action);

const plain = (word: string): string => stateWord(word.toUpperCase());

/** What the audit records, for its filter. */
export const ACTIONS = [
  ...[
    'create',
    'update',
    'delete',
    'restore',
    'assign',
    'merge',
    'unmerge',
    'handover',
    'deactivate',
    'register',
  ],
  ...[
    'sign_in',
    'sign_in_refused',
    'sign_out',
    'set_password',
    'token_reused',
    'revoke',
    'wipe',
    'resend_mail',
    'retry_mail',
  ],
  ...['set_template', 'reset_template', 'export_personal_data', 'erase', 'purge', 'sla-breach'],
] as const;

export interface AuditField {
  field: string;
  before: string;
  after: string;
}

/** What a line says of fields that changed; empty where it says nothing of any. */
export function fieldsOfLine({ details }: Pick<AuditLine, 'details'>): AuditField[] {
  const [before, after] = [fieldsIn(details['before']), fieldsIn(details['after'])];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.map((field) => ({
    field: plain(field),
    before: field in before ? valueText(before[field]) : '',
    after: field in after ? valueText(after[field]) : '',
  }));
}

/** Everything else that a line says, by name. */
export function factsOfLine({ details }: Pick<AuditLine, 'details'>): { name: string; value: string }[] {
  return Object.entries(details)
    .filter(([name, value]) => name !== 'before' && name !== 'after' && value !== null && value !== undefined)
    .map(([name, value]) => ({ name: plain(name), value: valueText(value) }));
}

const fieldsIn = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};

function valueText(value: unknown): string {
  if (value === null || value === undefined || value === '') return '–';
  if (typeof value === 'boolean') return value ? say('yes') : say('no');
  if (typeof value === 'string') return outcomeWord(value) || value;
  return typeof value === 'number' ? String(value) : JSON.stringify(value);
}

/** What the proof of the audit found. */
export function proofWords({ ok, checked, first_broken, erased }: AuditProof): string {
  const gone =
    erased === 0
      ? ''
      : ` ${say('In {erased} of them personal values were erased, as recorded.', { erased: countLabel(erased) })}`;
  if (ok)
    return say('All {checked} lines are whole: each follows from the one before.{gone}', {
      checked: countLabel(checked),
      gone,
    });
  return say(
    'Line {first_broken} was changed or is missing. The {count} lines before it are whole. Ask whoever runs the server how that came.',
    { first_broken: first_broken ?? '?', count: countLabel(Math.max(0, checked - 1)) },
  );
}

import { describe, expect, test } from 'vitest';
import { CAMPAIGN_FIELDS } from './campaign.ts';
import { readIntake } from './intake.ts';

const ada = { first_name: 'Ada', last_name: 'Lovelace', email: 'ada@example.com' };
const link = { resume: 'https://example.com/ada.pdf' };

const issuesOf = (fields: Record<string, unknown>, hasFile = false): Record<string, string> => {
  const read = readIntake(fields, hasFile);
  if (read.ok) throw new Error('was taken');
  expect(read.error.code).toBe('invalid');
  return Object.fromEntries((read.error.errors ?? []).map(({ path, message }) => [path, message]));
};

const taken = (fields: Record<string, unknown>, hasFile = false) => {
  const read = readIntake(fields, hasFile);
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value;
};

describe('an application', () => {
  test('needs a name, an address and a résumé, and says so field by field', () => {
    expect(issuesOf({})).toEqual({
      first_name: 'must be given',
      last_name: 'must be given',
      email: 'must be given',
      resume: 'must be given: either a file or a link',
    });
  });

  test('is trimmed, and what says nothing counts as not given', () => {
    const fields = {
      first_name: '  Ada ',
      last_name: '\tvan  der\r\nBerg',
      email: ' ada@example.com ',
      phone: ' ',
      company: '',
    };
    expect(taken({ ...fields, ...link })).toMatchObject({
      first_name: 'Ada',
      last_name: 'van der Berg',
      email: 'ada@example.com',
      phone: null,
      company: null,
    });
    expect(issuesOf({ ...ada, ...link, first_name: '   ' })).toEqual({ first_name: 'must be given' });
  });

  test('keeps the lines of a message, ended alike on every system', () => {
    expect(taken({ ...ada, ...link, message: 'One\r\n\r\n  Two\r\n' }).message).toBe('One\n\n  Two');
  });

  test('has its résumé as a link or as a file, never both', () => {
    expect(taken({ ...ada, ...link }).resume).toBe('https://example.com/ada.pdf');
    expect(taken({ ...ada, resume: '' }, true).resume).toBeNull();
    expect(issuesOf({ ...ada, ...link }, true)).toEqual({
      resume: 'must be given once: a file or a link, not both',
    });
  });

  test.each([
    'javascript:alert(1)',
    'ftp://example.com/x',
    'file:///etc/passwd',
    'example.com/x',
    'http://',
    'https://exa mple.com/',
    'https://example.com/\u0007cv',
    42,
    { url: 'https://example.com' },
  ])('takes no other link than http and https (%j)', (resume) => {
    expect(issuesOf({ ...ada, resume })).toEqual({
      resume: 'must be a link that starts with http:// or https://',
    });
  });

  test.each([
    [{ first_name: 7 }, 'first_name', 'must be text'],
    [{ first_name: 'x'.repeat(101) }, 'first_name', 'must have at most 100 characters'],
    [{ last_name: 'A\u0000B' }, 'last_name', 'must not hold control characters'],
    [{ last_name: 'A\rB' }, 'last_name', 'must not hold control characters'],
    [{ email: 'ada' }, 'email', 'must be an e-mail address'],
    [{ email: 'ada@example.com\r\nBcc: eve@example.com' }, 'email', 'must be an e-mail address'],
    [{ email: `${'a'.repeat(250)}@example.com` }, 'email', 'must have at most 254 characters'],
    [{ phone: 'call me' }, 'phone', 'must be a telephone number'],
    [{ message: 'x'.repeat(5001) }, 'message', 'must have at most 5000 characters'],
    [{ time_zone: 'Mars/Olympus' }, 'time_zone', 'must be an IANA time zone, for example Europe/Berlin'],
    [{ form_key: 'x'.repeat(201) }, 'form_key', 'must have at most 200 characters'],
  ])('says what is wrong with %j', (fields, path, message) => {
    expect(issuesOf({ ...ada, ...link, ...fields })).toEqual({ [path]: message });
  });

  test('does not take what only the server sets', () => {
    const read = taken({
      ...ada,
      ...link,
      state: 'WON',
      assignee_id: 'x',
      source: 'referral',
      id: 'x',
      shoe_size: 9,
    });
    expect(Object.keys(read).sort()).toEqual(
      [
        'company',
        'email',
        'first_name',
        'form_key',
        'last_name',
        'message',
        'phone',
        'resume',
        'time_zone',
        ...CAMPAIGN_FIELDS,
      ].sort(),
    );
  });
});

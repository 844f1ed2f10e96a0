// A mail as it would be: a template filled for a given lead, or for one that is made up.
import { derivedId } from '#domain/ids.ts';
import type { Lead } from '#domain/lead/lead.ts';
import type { Template } from '#domain/mail/mail-template.ts';
import { addMinutes } from '#domain/time.ts';
import type { Config } from '../config.ts';
import { accountMail } from './account-mails.ts';
import { leadMail } from './lead-mails.ts';
import { lettersBy } from './letters.ts';
import type { PromisedLead } from './sla-mails.ts';
import { slaMail } from './sla-mails.ts';
import type { Text } from './template.ts';
import type { TemplateKey } from './template-store.ts';

interface Reader {
  config: Pick<Config, 'PUBLIC_URL'>;
  time_zone: string;
  now: string;
}

/** What a made-up lead says of itself. */
const SAMPLE = {
  id: derivedId('sample'),
  name: 'Ada Lovelace',
  first_name: 'Ada',
  last_name: 'Lovelace',
  email: 'ada@example.com',
  phone: '+49 30 901820',
  company: 'Analytical Engines & Sons',
  time_zone: 'Europe/Berlin',
};

/** The mail for `lead`, or where that is null for the made-up one. */
export function previewMail(key: TemplateKey, template: Template, lead: Lead | null, reader: Reader): Text {
  const letters = lettersBy(() => template, key.language);
  const { time_zone, now, config } = reader;
  const about = lead ?? sampleLead(now);
  const base = { public_url: config.PUBLIC_URL, time_zone, letters };
  if (key.name === 'sla_reminder' || key.name === 'sla_breach') {
    const promised: PromisedLead = { lead: about, assignee: 'Kim Alder' };
    return slaMail(key.name, [promised], base);
  }
  const said = { message: 'Please call me in the morning.', resume: 'resume.pdf', note: 'Speaks French.' };
  if (key.name === 'invitation' || key.name === 'password_reset') {
    const person = { name: 'Kim Alder', email: 'kim.alder@example.com', time_zone };
    const link = `${config.PUBLIC_URL}/set-password?token=…`;
    return accountMail(key.name, person, { link, expires_at: addMinutes(now, 60), by: 'Max Oder', letters });
  }
  return leadMail(key.name, about, { ...base, ...said, assignee: 'Kim Alder', by: 'Max Oder' });
}

/** Only what the mails look at. */
const sampleLead = (now: string): Lead =>
  ({ ...SAMPLE, created_at: now, sla_due_at: now, sla_met_at: null }) as Lead;

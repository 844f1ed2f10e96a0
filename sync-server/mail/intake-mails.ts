// The two mails that an application causes, ready for the outbox: the prospect's and the desk's.
import type { Lead } from '#domain/lead/lead.ts';
import type { User } from '#domain/user/user.ts';
import type { Config } from '../config.ts';
import type { files } from '../db/tables/records.ts';
import type { Desk } from './desk.ts';
import { leadLink, leadMail } from './lead-mails.ts';
import type { Letters } from './letters.ts';
import type { MailToQueue } from './outbox.ts';
import { WORDS, type Words } from './words.ts';

/** A résumé as the table `files` knows it. */
export type ResumeRow = Pick<typeof files.$inferSelect, 'id' | 'kind' | 'name' | 'size' | 'url'>;

/** Larger files are not mailed; the mail says where they are. Bytes. */
const MOST_ATTACHED = 10_485_760;

type MailConfig = Pick<Config, 'PUBLIC_URL' | 'INTAKE_NOTIFY_EMAIL'>;

/** The answer to the prospect. Answers to it reach the desk only where the desk has an address of its own. */
export const ackMail = (lead: Lead, email: string, config: MailConfig, letters: Letters): MailToQueue => ({
  ...leadMail('intake_ack', lead, {
    public_url: config.PUBLIC_URL,
    time_zone: lead.time_zone ?? 'UTC',
    letters,
  }),
  template: 'intake_ack',
  to: email,
  reply_to: config.INTAKE_NOTIFY_EMAIL,
  lead_id: lead.id,
});

export interface DeskMailFacts {
  desk: Desk;
  assignee: User | null;
  message: string | null;
  resume: ResumeRow | null;
  /** Another lead with the same address. */
  known: { id: string; name: string } | null;
}

/** The desk's mail, with the résumé attached where it is a file; an answer to it reaches the prospect. */
export function deskMail(
  lead: Lead,
  facts: DeskMailFacts,
  config: MailConfig,
  letters: Letters,
): MailToQueue {
  const words = WORDS[letters.language];
  const link = leadLink({ public_url: config.PUBLIC_URL }, lead.id);
  const { desk, assignee, message, resume, known } = facts;
  const attached = resume?.kind === 'file' && (resume.size ?? 0) <= MOST_ATTACHED;
  const text = leadMail('intake_notify', lead, {
    public_url: config.PUBLIC_URL,
    time_zone: desk.time_zone,
    letters,
    assignee: assignee?.name ?? null,
    resume: resume && resumeWords(resume, attached, link, words),
    message,
    known,
  });
  return {
    ...text,
    template: 'intake_notify',
    to: desk.email,
    reply_to: lead.email,
    file_id: attached ? resume.id : null,
    lead_id: lead.id,
  };
}

function resumeWords(resume: ResumeRow, attached: boolean, link: string, words: Words): string {
  if (resume.kind === 'link') return resume.url ?? resume.name;
  return attached ? words.attached(resume.name) : words.tooLarge(resume.name, link);
}

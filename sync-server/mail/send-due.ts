// One pass over the outbox: takes what is due, sends it, writes down what became of it.
import { eq } from 'drizzle-orm';
import type { Clock } from '#domain/time.ts';
import type { Config } from '../config.ts';
import type { Database } from '../db/database.ts';
import { files } from '../db/tables/records.ts';
import { resumeName } from '../files/download-name.ts';
import type { FileStore } from '../files/file-store.ts';
import { extensionOf } from '../files/resume-type.ts';
import { errorFacts, type Log } from '../log.ts';
import { type Claim, claimDue, recordAttempt, releaseClaim } from './claim.ts';
import type { Mailer, OutgoingMail } from './mailer.ts';
import type { PasswordLinks } from './password-links.ts';
import { nextAttemptAt } from './retry-schedule.ts';

export interface SendDeps {
  db: Database;
  clock: Clock;
  config: Pick<Config, 'MAIL_RETRY_SECONDS'>;
  log: Log;
  files: Pick<FileStore, 'get'>;
  passwordLinks: Pick<PasswordLinks, 'completed'>;
  mailer: Mailer;
}

/** Mails on their way at the same time. */
const AT_ONCE = 5;
/** An attempt is given up after this long, and … */
const ATTEMPT_MS = 60_000;
/** … its mail is nobody else's for this long, clocks of two servers apart included. */
const LEASE_MS = 150_000;
const LONGEST_ERROR = 500;

/** How a pass is ended: `drain` takes no further mail, `abort` also breaks off those on their way. */
export interface StopSignals {
  drain: AbortSignal;
  abort: AbortSignal;
}

/** Sends what is due now and gives the number of mails that were tried. A mail that is broken off waits on untried. */
export async function sendDue(deps: SendDeps, stop: StopSignals): Promise<number> {
  let tried = 0;
  while (!stop.drain.aborted) {
    const now = deps.clock.now();
    const lease = new Date(Date.parse(now) + LEASE_MS).toISOString();
    const claims = await claimDue(deps.db, now, lease, AT_ONCE);
    if (claims.length === 0) break;
    await Promise.all(claims.map((claim) => attempt(deps, claim, stop.abort)));
    tried += claims.length;
  }
  return tried;
}

async function attempt(deps: SendDeps, claim: Claim, stop: AbortSignal): Promise<void> {
  const facts = { mail_id: claim.row.id, template: claim.row.template, attempt: claim.row.attempts + 1 };
  try {
    const signal = AbortSignal.any([stop, AbortSignal.timeout(ATTEMPT_MS)]);
    await deps.mailer.send(await outgoing(deps, claim.row), signal);
  } catch (error) {
    const now = deps.clock.now();
    if (stop.aborted) return releaseClaim(deps.db, claim, now);
    deps.log.warn('mail_not_sent', { ...facts, ...codeOf(error) });
    const last_error = wordsOf(error);
    const next = nextAttemptAt(
      claim.row.created_at,
      now,
      claim.row.attempts + 1,
      deps.config.MAIL_RETRY_SECONDS,
    );
    const outcome =
      next === null
        ? { status: 'failed' as const, last_error }
        : { status: 'queued' as const, next_attempt_at: next, last_error };
    return recordAttempt(deps.db, claim, outcome);
  }
  deps.log.info('mail_sent', facts);
  await recordAttempt(deps.db, claim, { status: 'sent', sent_at: deps.clock.now() });
}

async function outgoing(deps: SendDeps, row: Claim['row']): Promise<OutgoingMail> {
  const { id, to, reply_to, subject, file_id, link_id } = row;
  // The outbox, its backups and its readers never have a link that works.
  const whole = (text: string) => (link_id === null ? text : deps.passwordLinks.completed(text, link_id));
  return {
    id,
    to,
    reply_to,
    subject,
    body: whole(row.body),
    html: row.html === null ? null : whole(row.html),
    attachment: file_id === null ? null : await attached(deps, row, file_id),
  };
}

/** The desk's mail answers to the prospect, whose address names the file. */
async function attached(
  deps: SendDeps,
  row: Claim['row'],
  fileId: string,
): Promise<OutgoingMail['attachment']> {
  const [file] = await deps.db.select().from(files).where(eq(files.id, fileId));
  const bytes = file?.storage_key ? await deps.files.get(file.storage_key) : null;
  if (!file || !bytes) throw new Error('the file to attach is not there');
  const name = resumeName(row.reply_to, extensionOf(file.name) ?? 'txt');
  return { name, media_type: file.media_type ?? 'application/octet-stream', bytes };
}

/** What an admin reads in the outbox. */
const wordsOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error))
    .replaceAll(/[\p{C}\s]+/gu, ' ')
    .slice(0, LONGEST_ERROR);

/** A mail server's words may quote an address, so the log gets the code alone. */
function codeOf(error: unknown): Record<string, unknown> {
  const { error: kind, code } = errorFacts(error);
  return { error: kind, code };
}

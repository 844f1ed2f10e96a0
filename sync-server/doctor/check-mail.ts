// The way out for mails: whether the mail server is there, speaks as configured, and takes the sign-in.
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { tryMailServer } from '../mail/mailer.ts';
import type { Finding } from './finding.ts';

/** Connects and signs in; sends nothing. */
export async function checkMail(config: Config): Promise<Finding> {
  const part = 'mail';
  if (config.SMTP_HOST === null) {
    const words = `no SMTP_HOST: mails are not sent, they are written to ${join(config.DATA_DIR, 'mail')}`;
    return { part, state: 'note', words };
  }
  const server = `${config.SMTP_HOST}:${config.SMTP_PORT}`;
  try {
    await tryMailServer(config);
  } catch (error) {
    return { part, state: 'wrong', words: `${server} ${answerOf(error)}` };
  }
  if (config.SMTP_FROM_EMAIL.endsWith('.invalid')) {
    return {
      part,
      state: 'wrong',
      words: `${server} answers, but mails have no sender: set SMTP_FROM_EMAIL`,
    };
  }
  const signIn =
    config.SMTP_USER === null ? 'without a sign-in' : `and takes the sign-in of ${config.SMTP_USER}`;
  return { part, state: 'ok', words: `${server} answers ${signIn}` };
}

/** What the mail server said, or why it said nothing; and what to do. */
function answerOf(error: unknown): string {
  const { response, code } = error as { response?: string; code?: string };
  // Its errors name a step ("ESOCKET"); their words name the cause.
  const said = (response ?? (error instanceof Error ? error.message : ''))
    .split('\n')[0]
    ?.trim()
    .slice(0, 200);
  switch (code) {
    case 'EAUTH':
      return `refuses the sign-in (${said}): correct SMTP_USER and SMTP_PASSWORD`;
    case 'ETLS':
    case 'ESOCKET':
      if (response !== undefined || /ssl|tls|certificate/i.test(String(error)))
        return `does not speak TLS as configured (${said}): correct SMTP_TLS and SMTP_PORT`;
      return `does not answer (${said}): start it, or correct SMTP_HOST and SMTP_PORT`;
    case 'EDNS':
      return `is not found (${said}): correct SMTP_HOST`;
    default:
      return `does not answer as a mail server (${said}): correct SMTP_HOST and SMTP_PORT`;
  }
}

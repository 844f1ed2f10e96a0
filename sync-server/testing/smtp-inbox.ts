// A real SMTP server on a free port of this machine that keeps the mails it takes, parsed.
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface SmtpInbox {
  port: number;
  mails: { email: Email; from: string; to: string[]; user: string | null; secure: boolean }[];
  /** Number of mails offered so far, refused ones included. */
  offered(): number;
  close(): Promise<void>;
}

export interface InboxBehaviour {
  /** Words with which mail number `n` (from 1) is refused for now; null takes it. */
  refuse?: (n: number) => string | null;
  /** Takes connections and mails, and never answers to a mail. */
  hang?: boolean;
  options?: SMTPServerOptions;
}

/** Opens the server; without `options` it wants neither TLS nor a password. */
export async function openSmtpInbox({
  refuse = () => null,
  hang = false,
  options = {},
}: InboxBehaviour = {}): Promise<SmtpInbox> {
  const mails: SmtpInbox['mails'] = [];
  let offered = 0;
  const server = new SMTPServer({
    logger: false,
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    closeTimeout: 10,
    ...options,
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        offered += 1;
        const words = refuse(offered);
        if (hang) return;
        if (words !== null) return done(Object.assign(new Error(words), { responseCode: 451 }));
        PostalMime.parse(Buffer.concat(chunks)).then((email) => {
          const { mailFrom, rcptTo } = session.envelope;
          const from = mailFrom === false ? '' : mailFrom.address;
          const user = typeof session.user === 'string' ? session.user : null;
          mails.push({ email, from, to: rcptTo.map((to) => to.address), user, secure: session.secure });
          done();
        }, done);
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    mails,
    offered: () => offered,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

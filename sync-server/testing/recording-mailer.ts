// A mailer that keeps what it is given, for tests that are not about delivery.
import type { Mailer, OutgoingMail } from '../mail/mailer.ts';

export interface RecordingMailer extends Mailer {
  /** In the order of sending. */
  sent: OutgoingMail[];
}

/** `before` may throw, or wait, in the place of a mail server. */
export function createRecordingMailer(
  before: (mail: OutgoingMail, signal: AbortSignal) => void | Promise<void> = () => undefined,
): RecordingMailer {
  const sent: OutgoingMail[] = [];
  return {
    transport: 'smtp',
    sent,
    send: async (mail, signal) => {
      await before(mail, signal);
      sent.push(mail);
    },
  };
}

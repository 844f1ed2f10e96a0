// A notice of the desk: something a person wants to be told of while he looks elsewhere, and the instant from which on.

/**
 * What notices are about. `call`: a call that was promised, or put off, and whose moment has come. `answer`: the promised
 * first answer to a lead runs out. `assigned`: a lead was given to the person. `attention`: work that the server did not
 * take, or that another's replaced. `mail`: a mail that could not be sent.
 */
export const NOTICE_EVENTS = ['call', 'answer', 'assigned', 'attention', 'mail'] as const;
export type NoticeEvent = (typeof NOTICE_EVENTS)[number];

export interface Notice {
  event: NoticeEvent;
  /** The same for the same matter on every look: what was told is remembered by it. */
  key: string;
  /** From this instant on it is to be told. */
  at: string;
  /** What is not lost by the next morning is kept until the person works again. */
  waits: boolean;
  lead_id: string | null;
}

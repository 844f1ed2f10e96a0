// What an answer of the server means for the sync: taken, not reached, strange, or told to stop. A captive portal, a
// proxy's error page and a crashed server look alike to a person on a train: none of them is a fault of his.
import { z } from 'zod';
import type { FieldIssue } from '#domain/refusal.ts';
import { say } from '../words/say.ts';

/** An HTTP answer as far as it is judged. `body` is the parsed JSON; undefined where it was none. */
export interface Answer {
  status: number;
  ok: boolean;
  body: unknown;
  /** From Retry-After, in milliseconds; null without it. */
  retry_after_ms: number | null;
}

/** Why an answer could not be used. `detail` is in words. */
export type Trouble =
  /** Nobody answered. */
  | { kind: 'offline'; detail: string }
  /** Somebody answered, but not as the sync server does: try again later. */
  | { kind: 'strange'; detail: string; retry_after_ms?: number | undefined }
  /** The session has ended: sign in again, keep all work. */
  | { kind: 'signed_out'; detail: string }
  | { kind: 'inactive'; detail: string }
  /** This device must forget its replica. */
  | { kind: 'revoked'; detail: string }
  /** The server is older than this program. */
  | { kind: 'server_outdated'; detail: string }
  /** This program is older than the server takes. */
  | { kind: 'schema_too_old'; detail: string }
  /** The checkpoint is of no use any more: start anew. */
  | { kind: 'resync'; detail: string };

const problemSchema = z.looseObject({
  code: z.string(),
  detail: z.string().nullish(),
  errors: z
    .array(z.object({ path: z.string(), message: z.string() }))
    .optional()
    .catch(undefined),
});

const UNREACHED = new Set([0, 408, 502, 503, 504, 521, 522, 523, 524]);

const BY_CODE: Readonly<Record<string, Exclude<Trouble['kind'], 'offline' | 'strange'>>> = {
  unauthenticated: 'signed_out',
  refresh_invalid: 'signed_out',
  session_ended: 'signed_out',
  account_inactive: 'inactive',
  device_revoked: 'revoked',
  server_outdated: 'server_outdated',
  schema_too_old: 'schema_too_old',
  resync_required: 'resync',
};

/** The refusal code of a problem+json body, or null. */
export function problemOf(
  body: unknown,
): { code: string; detail: string | null; errors: FieldIssue[] } | null {
  const parsed = problemSchema.safeParse(body);
  if (!parsed.success) return null;
  const { code, detail, errors } = parsed.data;
  return { code, detail: detail ?? null, errors: errors ?? [] };
}

/** Null for an answer that can be used: a success with JSON (or, for 204, without). */
export function troubleOf(answer: Answer): Trouble | null {
  const { status, body } = answer;
  if (answer.ok && (body !== undefined || status === 204)) return null;
  if (answer.ok) return { kind: 'strange', detail: say('What answered is not the Callbook server.') };
  const problem = problemOf(body);
  const known = problem ? BY_CODE[problem.code] : undefined;
  if (known) return { kind: known, detail: problem?.detail ?? '' };
  if (problem?.code === 'offline') return { kind: 'offline', detail: say('The server cannot be reached.') };
  return byStatus(answer, problem?.detail ?? null);
}

// Without a word of ours in it, a 401 or 426 may come from a proxy on the way, and must not end a session.
function byStatus({ status, retry_after_ms }: Answer, detail: string | null): Trouble {
  const wait = retry_after_ms === null ? {} : { retry_after_ms };
  if (UNREACHED.has(status)) return { kind: 'offline', detail: say('The server cannot be reached.') };
  if (status === 429) return { kind: 'strange', detail: say('The server asks to wait.'), ...wait };
  if (status >= 500)
    return {
      kind: 'strange',
      detail: detail ?? say('The server has a fault ({status}).', { status }),
      ...wait,
    };
  return {
    kind: 'strange',
    detail: detail ?? say('The server answered in an unknown way ({status}).', { status }),
  };
}

/** Whether trying again later by itself can help. */
export const passes = (trouble: Trouble): boolean =>
  trouble.kind === 'offline' || trouble.kind === 'strange' || trouble.kind === 'resync';

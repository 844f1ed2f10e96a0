// Requests outside the replication: typed by the schema of the answer, and refused in a Result.
import type { z } from 'zod';
import { REFUSAL_STATUS, type Refusal, type RefusalCode, refusal } from '#domain/refusal.ts';
import { ok, type Result, refuse } from '#domain/result.ts';
import { type Answer, problemOf, troubleOf } from '../replica/classify-answer.ts';
import type { Question, Wire } from '../replica/wire.ts';

/** What went wrong: a refusal of the server, or an answer that is none. */
export type ApiRefusal = Refusal | (Omit<Refusal, 'code'> & { code: 'strange_answer' });

export interface Api {
  /** Asks and reads the answer by its schema; `path` begins with /api/. */
  call<Schema extends z.ZodType>(
    schema: Schema,
    path: string,
    question?: Question,
  ): Promise<Result<z.output<Schema>, ApiRefusal>>;
}

/** Deps: the wire. */
export function createApi({ wire }: { wire: Wire }): Api {
  return {
    call: async (schema, path, question) => {
      const answer = await wire.ask(path, question);
      if (troubleOf(answer)) return refuse(refusalOf(answer));
      const parsed = schema.safeParse(answer.body);
      return parsed.success ? ok(parsed.data) : refuse(strange());
    },
  };
}

/** The refusal behind an answer that is no success. */
export function refusalOf(answer: Answer): ApiRefusal {
  const problem = problemOf(answer.body);
  const wait =
    answer.retry_after_ms === null ? {} : { retry_after_s: Math.ceil(answer.retry_after_ms / 1000) };
  if (problem && isCode(problem.code))
    return refusal(problem.code, {
      ...(problem.detail ? { detail: problem.detail } : {}),
      ...(problem.errors.length > 0 ? { errors: problem.errors } : {}),
      ...wait,
    });
  return troubleOf(answer)?.kind === 'offline' ? refusal('offline') : strange();
}

const isCode = (code: string): code is RefusalCode => Object.hasOwn(REFUSAL_STATUS, code);

const strange = (): ApiRefusal => ({ code: 'strange_answer' });

// One request at a time of a form or a button: whether it is under way, and why the last one was refused.
import { useState } from 'react';
import type { Result } from '#domain/result.ts';
import type { ApiRefusal } from '../../session/api.ts';
import { apiWords } from '../../session/use-api.ts';
import { errorsOf, type FieldErrors } from '../../ui/checked.ts';
import { say } from '../../words/say.ts';

/** What is said where an undo did not come through. */
export const NOT_UNDONE = say('It stays as it is: the server did not take it back. Try again.');

/** `run` gives what was answered, or null where it was refused: `refused` then says why, `errors` at which fields. */
export function useRequest() {
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const [errors, setErrors] = useState<FieldErrors>({});
  return {
    busy,
    refused,
    errors,
    setErrors,
    refuse: setRefused,
    run: async <T>(asked: Promise<Result<T, ApiRefusal>>): Promise<T | null> => {
      setBusy(true);
      const answer = await asked;
      setBusy(false);
      setRefused(answer.ok ? null : apiWords(answer.error));
      setErrors(answer.ok ? {} : errorsOf(answer.error.errors ?? []));
      return answer.ok ? answer.value : null;
    },
  };
}

// One thing that only the server knows. What was read stays on the screen while it is read anew.
import { useCallback, useEffect, useState } from 'react';
import type { z } from 'zod';
import { apiWords, useApi } from '../../session/use-api.ts';

/** `value` is null before the first answer; `refused` says in words why the last one did not come. */
export function useAnswer<T>(schema: z.ZodType<T>, path: string) {
  const api = useApi();
  const [value, setValue] = useState<T | null>(null);
  const [asking, setAsking] = useState(true);
  const [refused, setRefused] = useState<string | null>(null);
  const read = useCallback(async () => {
    setAsking(true);
    const answer = await api.call(schema, path);
    setAsking(false);
    setRefused(answer.ok ? null : apiWords(answer.error));
    if (answer.ok) setValue(answer.value);
  }, [api, schema, path]);
  useEffect(() => void read(), [read]);
  return { value, asking, refused, reload: () => void read() };
}

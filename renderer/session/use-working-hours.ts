// Sets when a person works. The server has to know at once, because it is what others go by; the sync brings it back.
import { useState } from 'react';
import type { CallHours } from '#domain/lead/cadence.ts';
import { userViewSchema } from '#domain/user/account.ts';
import { useReplica } from '../replica/replica-context.tsx';
import { apiWords, useApi } from './use-api.ts';

/** `save` gives whether it was done; where not, `refused` says why. */
export function useWorkingHours(userId: string) {
  const { sync } = useReplica();
  const api = useApi();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const save = async (working_hours: CallHours | null): Promise<boolean> => {
    setBusy(true);
    const answer = await api.call(userViewSchema, `/api/users/${userId}/working_hours`, {
      method: 'PUT',
      body: { working_hours },
    });
    setBusy(false);
    setRefused(answer.ok ? null : apiWords(answer.error));
    if (answer.ok) sync.now();
    return answer.ok;
  };
  return { busy, refused, save };
}

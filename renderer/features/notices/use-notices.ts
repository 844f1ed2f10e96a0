// The notices of the signed-in person, told as long as the workbench stands.
import { useEffect, useState } from 'react';
import { useReplica } from '../../replica/replica-context.tsx';
import { openNoticeChoices } from '../../session/notice-choices.ts';
import { useSessionState } from '../../session/session-context.tsx';
import { useApi } from '../../session/use-api.ts';
import { useKept } from '../../ui/kept.ts';
import { systemNotices } from '../../ui/system-notices.ts';
import { useToasts } from '../../ui/toasts.tsx';
import { tellNotices } from './tell-notices.ts';

/** Answers with the person's choices, for the context that the settings take them from. */
export function useNotices() {
  const replica = useReplica();
  const kept = useKept();
  const api = useApi();
  const { history } = useToasts();
  const role = useSessionState(({ user }) => user?.role ?? 'kam');
  const time_zone = useSessionState(({ user }) => user?.time_zone ?? 'UTC');
  const [choices] = useState(() => openNoticeChoices(kept, replica.user_id));
  useEffect(
    () =>
      tellNotices({
        ...{ replica, kept, choices, api, me: { role, time_zone }, notices: systemNotices() },
        touched: (leadId) => history.get().some(({ lead_id }) => lead_id === leadId),
        ...(window.callbook ? { onResume: window.callbook.onResume } : {}),
      }),
    [replica, kept, choices, api, role, time_zone, history],
  );
  return choices;
}

// One lead: facts and contacts, what happened, what is planned, how it performs.
import { useParams } from '@tanstack/react-router';
import { type ReactNode, useMemo, useRef, useState } from 'react';
import { zoneOfLead } from '#domain/lead/lead-zone.ts';
import { useDesk, useLeadDetail, useLive, useReplica } from '../../replica/replica-context.tsx';
import type { LeadDetail } from '../../replica/replica-types.ts';
import { useSessionState } from '../../session/session-context.tsx';
import { useStaff } from '../../session/use-staff.ts';
import { useAtHand } from '../../ui/at-hand.tsx';
import { oncePerVersion } from '../../ui/once-per-version.ts';
import { ScreenFrame } from '../../ui/screen-frame.tsx';
import { say } from '../../words/say.ts';
import { useAgain } from './again.ts';
import { CallingPanel } from './calling-panel.tsx';
import { Composer, type ComposerHandle } from './composer.tsx';
import { ContactsPanel } from './contacts-panel.tsx';
import { FactsPanel } from './facts-panel.tsx';
import css from './lead.module.css';
import { LeadContext, type LeadView, useLeadView } from './lead-context.tsx';
import { LeadGone } from './lead-gone.tsx';
import { LeadHeader } from './lead-header.tsx';
import { PerformancePanel } from './performance-panel.tsx';
import { PlanPanel } from './plan-panel.tsx';
import { SameLeadLine } from './same-lead-line.tsx';
import { Timeline } from './timeline.tsx';
import { createTyped, TypedContext } from './typed.tsx';

/** The screen of its route. */
export function LeadScreen() {
  const id = useParams({ strict: false, select: (params: { id?: string }) => params.id ?? '' });
  return <OneLead key={id} leadId={id} />;
}

function OneLead({ leadId }: { leadId: string }) {
  const detail = useLeadDetail(leadId);
  const [typed] = useState(createTyped);
  const [name, setName] = useState<string | null>(null);
  if (detail && detail.lead.name !== name) setName(detail.lead.name);
  if (detail === undefined) return <ScreenFrame title={say('Lead')}>{null}</ScreenFrame>;
  const here = detail !== null && detail.lead.deleted_at === null && detail.lead.merged_into_id === null;
  if (!here) return <LeadGone name={name} typed={typed.all()} lead={detail?.lead ?? null} />;
  return (
    <TypedContext value={typed}>
      <ViewProvider detail={detail}>
        <LeadParts />
      </ViewProvider>
    </TypedContext>
  );
}

function ViewProvider({ detail, children }: { detail: LeadDetail; children: ReactNode }) {
  const replica = useReplica();
  const settings = useLive(replica.settings);
  const users = useLive(replica.users);
  const user = useSessionState((state) => state.user);
  const leadId = detail.lead.id;
  const planned = useDesk((desk) => desk.ready()) === 'ready';
  const known = useDesk(useMemo(() => oncePerVersion((desk) => desk.row(leadId)), [leadId]));
  // During a first sync its calls may not all be here yet.
  const row = planned ? known : null;
  const ownZone = user?.time_zone ?? 'UTC';
  const staff = useStaff();
  const again = useAgain();
  useAtHand(leadId);
  const view = useMemo(
    (): LeadView => ({
      detail,
      row,
      timeZone: zoneOfLead(detail.lead, ownZone),
      zoneAssumed: detail.lead.time_zone === null,
      ownZone,
      settings,
      users,
      staff,
      again,
    }),
    [detail, row, ownZone, settings, users, staff, again],
  );
  return <LeadContext value={view}>{children}</LeadContext>;
}

function LeadParts() {
  const { detail, again } = useLeadView();
  const { lead } = detail;
  const composer = useRef<ComposerHandle>(null);
  const about = [lead.company, lead.city].filter((words) => words && words !== lead.name).join(' · ');
  return (
    <ScreenFrame title={lead.name} summary={about}>
      <LeadHeader onCalling={(override) => composer.current?.startCall(override)} />
      <SameLeadLine />
      <div className={css.columns}>
        <div className={css.side}>
          <FactsPanel />
          <ContactsPanel />
          <CallingPanel />
        </div>
        <div className={css.middle}>
          <Composer key={again?.entry.id ?? ''} ref={composer} />
          <Timeline />
        </div>
        <div className={css.side}>
          <PlanPanel />
          <PerformancePanel />
        </div>
      </div>
    </ScreenFrame>
  );
}

// Puts the frame together: the places of the rail with their counts, the sync pill, the person's menu, and the keys
// that work on every screen.
import { ActionIcon, Tooltip } from '@mantine/core';
import {
  IconAddressBook,
  IconAlertTriangle,
  IconBuildingStore,
  IconCloudCheck,
  IconPhoneCall,
  IconPlus,
  IconTool,
} from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { may, type Right } from '#domain/user/rights.ts';
import { UserMenu } from './features/session/user-menu.tsx';
import { SyncPill } from './features/sync/sync-pill.tsx';
import { useLive, useReplica, useSync } from './replica/replica-context.tsx';
import { useRole } from './session/use-staff.ts';
import { AppShell } from './ui/app-shell.tsx';
import { CheatSheet } from './ui/cheat-sheet.tsx';
import { HolidaysContext } from './ui/holidays.tsx';
import { RailItem, railItemClass } from './ui/rail-item.tsx';
import { useShortcut } from './ui/shortcuts.tsx';
import { useToasts } from './ui/toasts.tsx';

const ICON = { size: 21, stroke: 1.6 };
const PLACES = [
  { to: '/today', label: 'Today', Icon: IconPhoneCall, digit: '1' },
  { to: '/leads', label: 'Leads', Icon: IconAddressBook, digit: '2' },
  { to: '/accounts', label: 'Accounts', Icon: IconBuildingStore, digit: '3' },
  { to: '/attention', label: 'Needs attention', Icon: IconAlertTriangle, digit: '4' },
  { to: '/sync', label: 'Sync', Icon: IconCloudCheck, digit: '5' },
  { to: '/admin', label: 'Admin', Icon: IconTool, digit: '9', right: 'users.list' },
] as const satisfies readonly { right?: Right; [part: string]: unknown }[];

const NO_HOLIDAYS = {};

/** The frame around every screen of a signed-in person. */
export function Workbench({ children }: { children: ReactNode }) {
  const navigate = useNavigate();
  const pending = useSync((status) => status.pending);
  const holidays = useLive(useReplica().settings)?.holidays ?? NO_HOLIDAYS;
  useDesktopRoutes();
  const toasts = useToasts();
  useEffect(() => toasts.clear, [toasts]);
  return (
    <AppShell
      nav={<Places />}
      foot={<UserMenu pending={pending} openSettings={() => void navigate({ to: '/settings' })} />}
      status={
        <>
          <SyncPill />
          <AddLead />
          <CheatSheet />
        </>
      }
    >
      <HolidaysContext value={holidays}>{children}</HolidaysContext>
    </AppShell>
  );
}

function Places() {
  const attention = useSync((status) => status.attention);
  const role = useRole();
  return PLACES.filter((place) => !('right' in place) || may({ role }, place.right)).map(
    ({ to, label, Icon, digit }) => (
      <Link key={to} to={to} className={railItemClass}>
        <RailItem icon={<Icon {...ICON} />} label={label} count={to === '/attention' ? attention : 0} />
        <PlaceKey to={to} label={label} digit={digit} />
      </Link>
    ),
  );
}

function PlaceKey({ to, label, digit }: Pick<(typeof PLACES)[number], 'to' | 'label' | 'digit'>) {
  const navigate = useNavigate();
  useShortcut({
    id: `go.${label.toLowerCase().replace(' ', '-')}`,
    keys: [`Alt+${digit}`],
    label: `Go to ${label}`,
    group: 'Everywhere',
    inText: true,
    run: () => void navigate({ to }),
  });
  return null;
}

function AddLead() {
  const navigate = useNavigate();
  const add = () => void navigate({ to: '/new' });
  useShortcut({
    id: 'lead.add',
    keys: ['Shift+a', 'Ctrl+n'],
    label: 'Add a lead',
    group: 'Everywhere',
    run: add,
  });
  return (
    <Tooltip label="Add a lead (Shift + A)">
      <ActionIcon variant="subtle" color="gray" aria-label="Add a lead" onClick={add}>
        <IconPlus size={18} stroke={1.6} />
      </ActionIcon>
    </Tooltip>
  );
}

// What the desktop program tells: a deep link was opened, the laptop woke up.
function useDesktopRoutes(): void {
  const { sync } = useReplica();
  useEffect(() => {
    const stopRoutes = window.callbook?.onOpenRoute((route) => {
      window.location.hash = route;
    });
    const stopResume = window.callbook?.onResume(() => sync.resume());
    return () => {
      stopRoutes?.();
      stopResume?.();
    };
  }, [sync]);
}

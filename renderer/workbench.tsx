// Puts the frame together: the places of the rail with their counts, the sync pill, the person's menu, and the keys
// that work on every screen.
import { ActionIcon, Tooltip, VisuallyHidden } from '@mantine/core';
import {
  IconAddressBook,
  IconAlertTriangle,
  IconBuildingStore,
  IconBuildings,
  IconChartBar,
  IconCloudCheck,
  IconInbox,
  IconNote,
  IconPhoneCall,
  IconPlus,
  IconRoute,
  IconTool,
} from '@tabler/icons-react';
import { Link, useNavigate, useRouterState } from '@tanstack/react-router';
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { may, type Right } from '#domain/user/rights.ts';
import { HistoryPanel } from './features/history/history-panel.tsx';
import { QuickNote } from './features/note/quick-note.tsx';
import { useNotices } from './features/notices/use-notices.ts';
import { Palette } from './features/palette/palette.tsx';
import { PaletteButton } from './features/palette/palette-button.tsx';
import { noteOpened } from './features/palette/recent-leads.ts';
import { UserMenu } from './features/session/user-menu.tsx';
import { UpdateReady } from './features/settings/update-ready.tsx';
import { SyncPill } from './features/sync/sync-pill.tsx';
import { Tour } from './features/tour/tour.tsx';
import { useTour } from './features/tour/use-tour.ts';
import { triageOf, waitingFor } from './features/triage/triage-rows.ts';
import { createHistoryKeeper } from './replica/history-keeper.ts';
import { useDesk, useLive, useReplica, useSync } from './replica/replica-context.tsx';
import { NoticeChoicesContext } from './session/notice-choices.ts';
import { useRole } from './session/use-may.ts';
import { useStaff } from './session/use-staff.ts';
import { AppShell } from './ui/app-shell.tsx';
import { AtHandContext, createAtHand } from './ui/at-hand.tsx';
import { CheatSheet } from './ui/cheat-sheet.tsx';
import { useDensity } from './ui/density.tsx';
import { HolidaysContext } from './ui/holidays.tsx';
import { useKept } from './ui/kept.ts';
import { oncePerVersion } from './ui/once-per-version.ts';
import { RailItem, railItemClass } from './ui/rail-item.tsx';
import { useShortcut } from './ui/shortcuts.tsx';
import { useToasts } from './ui/toasts.tsx';
import { TourContext } from './ui/tour-offer.ts';
import { createTrail, TrailProvider } from './ui/trail.tsx';
import { say } from './words/say.ts';

const ICON = { size: 21, stroke: 1.6 };
// In the order of a day's work. The digits are as old as their places.
const PLACES = [
  { id: 'today', to: '/today', label: say('Today'), Icon: IconPhoneCall, digit: '1' },
  { id: 'new-leads', to: '/triage', label: say('New leads'), Icon: IconInbox, digit: '6' },
  { id: 'leads', to: '/leads', label: say('Leads'), Icon: IconAddressBook, digit: '2' },
  { id: 'accounts', to: '/accounts', label: say('Accounts'), Icon: IconBuildingStore, digit: '3' },
  { id: 'customers', to: '/customers', label: say('Customers'), Icon: IconBuildings, digit: '0' },
  { id: 'beat', to: '/beat', label: say('Beat'), Icon: IconRoute, digit: '7' },
  { id: 'dashboard', to: '/dashboard', label: say('Dashboard'), Icon: IconChartBar, digit: '8' },
  {
    id: 'needs-attention',
    to: '/attention',
    label: say('Needs attention'),
    Icon: IconAlertTriangle,
    digit: '4',
  },
  { id: 'sync', to: '/sync', label: say('Sync'), Icon: IconCloudCheck, digit: '5' },
  { id: 'admin', to: '/admin', label: say('Admin'), Icon: IconTool, digit: '9', right: 'users.list' },
] as const satisfies readonly { right?: Right; [part: string]: unknown }[];

const NO_HOLIDAYS = {};

/** The frame around every screen of a signed-in person. */
export function Workbench({ children }: { children: ReactNode }) {
  const navigate = useNavigate();
  const pending = useSync((status) => status.pending);
  const holidays = useLive(useReplica().settings)?.holidays ?? NO_HOLIDAYS;
  useDesktopRoutes();
  useDayInTray();
  useHistoryOfPerson();
  useOpenedLeads();
  useDensityKey();
  const notices = useNotices();
  const tour = useTour();
  const [atHand] = useState(createAtHand);
  const over = useOver();
  const openSettings = () => void navigate({ to: '/settings' });
  const [trail] = useState(createTrail);
  return (
    <AppShell
      nav={<Places />}
      foot={
        <UserMenu
          pending={pending}
          openSettings={openSettings}
          openHistory={over.look}
          takeTour={tour.offer.start}
        />
      }
      status={
        <>
          <UpdateReady />
          <PaletteButton open={over.find} />
          <SyncPill />
          <AddNote write={() => over.note(atHand.now())} />
          <AddLead />
          <CheatSheet />
        </>
      }
    >
      <HolidaysContext value={holidays}>
        <AtHandContext value={atHand}>
          <NoticeChoicesContext value={notices}>
            <TourContext value={tour.offer}>
              <TrailProvider value={trail}>{children}</TrailProvider>
            </TourContext>
          </NoticeChoicesContext>
        </AtHandContext>
      </HolidaysContext>
      <Palette opened={over.finding} close={over.close} note={over.note} />
      <QuickNote about={over.noting} close={over.close} />
      <Tour open={tour.open} end={tour.end} />
      <HistoryPanel opened={over.looking} close={over.close} />
    </AppShell>
  );
}

function Places() {
  const attention = useSync((status) => status.attention);
  const counts: Readonly<Record<string, number>> = { '/attention': attention, '/triage': useNewLeads() };
  const role = useRole();
  return PLACES.filter((place) => !('right' in place) || may({ role }, place.right)).map(
    ({ id, to, label, Icon, digit }) => (
      <Link key={to} to={to} className={railItemClass}>
        <RailItem icon={<Icon {...ICON} />} label={label} count={counts[to] ?? 0} />
        <PlaceKey id={id} to={to} label={label} digit={digit} />
      </Link>
    ),
  );
}

// How many new leads wait for this person.
function useNewLeads(): number {
  const staff = useStaff();
  const triage = useDesk(useMemo(() => oncePerVersion(triageOf), []));
  return waitingFor(triage, staff);
}

function PlaceKey({ id, to, label, digit }: Pick<(typeof PLACES)[number], 'id' | 'to' | 'label' | 'digit'>) {
  const navigate = useNavigate();
  useShortcut({
    id: `go.${id}`,
    keys: [`Alt+${digit}`],
    label: say('Go to {label}', { label }),
    group: say('Everywhere'),
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
    label: say('Add a lead'),
    group: say('Everywhere'),
    run: add,
  });
  return (
    <Tooltip label={say('Add a lead (Shift + A)')}>
      <ActionIcon variant="subtle" color="gray" aria-label={say('Add a lead')} onClick={add}>
        <IconPlus size={18} stroke={1.6} />
      </ActionIcon>
    </Tooltip>
  );
}

/** What stands over the screen: the palette, the note, what was done, or nothing. */
function useOver() {
  const [finding, setFinding] = useState(false);
  const [noting, setNoting] = useState<{ leadId: string | null } | null>(null);
  const [looking, setLooking] = useState(false);
  const find = useCallback(() => setFinding(true), []);
  const look = useCallback(() => setLooking(true), []);
  const note = useCallback((leadId: string | null) => setNoting({ leadId }), []);
  const close = useCallback(() => {
    setFinding(false);
    setLooking(false);
    setNoting(null);
  }, []);
  const place = useRouterState({ select: ({ location }) => location.pathname });
  useEffect(() => {
    void place;
    close();
  }, [place, close]);
  useShortcut({
    id: 'find',
    keys: ['Ctrl+k'],
    label: say('Find anything'),
    group: say('Everywhere'),
    inText: true,
    run: find,
  });
  useShortcut({
    id: 'history',
    keys: ['Shift+z'],
    label: say('What was done, to undo or redo'),
    group: say('Everywhere'),
    run: look,
  });
  return { finding, noting, looking, find, note, look, close };
}

function AddNote({ write }: { write(): void }) {
  const latest = useRef(write);
  useEffect(() => {
    latest.current = write;
  });
  useEffect(() => window.callbook?.onQuickNote(() => latest.current()), []);
  useShortcut({
    id: 'note.add',
    keys: ['Shift+q', 'Ctrl+Shift+n'],
    label: say('Quick note'),
    group: say('Everywhere'),
    inText: true,
    run: write,
  });
  return (
    <Tooltip label={say('Quick note (Shift + Q)')}>
      <ActionIcon variant="subtle" color="gray" onClick={write}>
        <IconNote size={18} stroke={1.6} aria-hidden />
        <VisuallyHidden>{say('Quick note')}</VisuallyHidden>
      </ActionIcon>
    </Tooltip>
  );
}

// What this person has done on this computer, in this run and before.
function useHistoryOfPerson(): void {
  const toasts = useToasts();
  const replica = useReplica();
  const kept = useKept();
  useEffect(() => {
    toasts.history.open(createHistoryKeeper({ kept, replica }));
    return toasts.clear;
  }, [toasts, replica, kept]);
}

// Remembers which leads were opened, for the palette.
function useOpenedLeads(): void {
  const { user_id } = useReplica();
  const kept = useKept();
  const id = useRouterState({ select: ({ location }) => /^\/leads\/([^/]+)$/.exec(location.pathname)?.[1] });
  useEffect(() => {
    if (id !== undefined) noteOpened(kept, user_id, id);
  }, [id, user_id, kept]);
}

// More lines in sight, or more room for each: from the palette too.
function useDensityKey(): void {
  const { density, setDensity } = useDensity();
  useShortcut({
    id: 'density',
    keys: ['Shift+y'],
    label: say('Compact or comfortable lines'),
    group: say('Everywhere'),
    run: () => setDensity(density === 'compact' ? 'comfortable' : 'compact'),
  });
}

// The tray says how many calls the day still has.
function useDayInTray(): void {
  const due = useDesk((desk) => desk.today()).queue.length;
  useEffect(() => void window.callbook?.setTodayCount(due), [due]);
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

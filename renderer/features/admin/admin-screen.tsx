// The house-keeping of the workspace: its parts on the left, the chosen one beside them. Who may not change a part reads it.
import { IconLock } from '@tabler/icons-react';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { Suspense } from 'react';
import { may } from '#domain/user/rights.ts';
import { useRole } from '../../session/use-may.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ScreenFrame } from '../../ui/screen-frame.tsx';
import { useShortcut } from '../../ui/shortcuts.tsx';
import { UnknownPlace } from '../../ui/unknown-place.tsx';
import { say } from '../../words/say.ts';
import css from './admin.module.css';
import { ADMIN_SECTIONS } from './sections.ts';

/** The screen of #/admin/…. */
export function AdminScreen() {
  const { section: name } = useParams({ from: '/admin/$section' });
  const role = useRole();
  const allowed = may({ role }, 'users.list');
  const sections = ADMIN_SECTIONS.filter(({ right }) => may({ role }, right));
  const at = sections.findIndex((section) => section.name === name);
  const chosen = sections[at];
  useTurn(sections[at - 1]?.name, sections[at + 1]?.name);
  if (!allowed) return <NotYours />;
  return (
    <ScreenFrame title={say('Admin')} summary={chosen?.label}>
      <div className={css.screen}>
        <nav className={css.sections} aria-label={say('Parts of Admin')}>
          {sections.map(({ name: section, label }) => (
            <Link key={section} to="/admin/$section" params={{ section }} className={css.sectionLink}>
              {label}
            </Link>
          ))}
        </nav>
        <Suspense>{chosen ? <chosen.Screen key={chosen.name} /> : <UnknownPlace />}</Suspense>
      </div>
    </ScreenFrame>
  );
}

function useTurn(previous: string | undefined, next: string | undefined): void {
  const navigate = useNavigate();
  const go = (section: string | undefined) => () =>
    section === undefined ? false : void navigate({ to: '/admin/$section', params: { section } });
  const group = say('Admin');
  useShortcut({ id: 'admin.previous', keys: ['['], label: say('Previous part'), group, run: go(previous) });
  useShortcut({ id: 'admin.next', keys: [']'], label: say('Next part'), group, run: go(next) });
}

const NotYours = () => (
  <ScreenFrame title={say('Admin')}>
    <EmptyState icon={<IconLock size={34} stroke={1.3} />} title={say('This is for managers and admins')}>
      {say(
        'What you may choose for yourself is under Settings. For everything else ask whoever runs the workspace.',
      )}
    </EmptyState>
  </ScreenFrame>
);

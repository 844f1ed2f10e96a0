// When a person works: an admin sets it for him; others see it.
import type { User } from '#domain/user/user.ts';
import { useMay } from '../../session/use-may.ts';
import { useWorkingHours } from '../../session/use-working-hours.ts';
import { useToasts } from '../../ui/toasts.tsx';
import { WorkingHoursForm } from '../../ui/working-hours-form.tsx';
import { say } from '../../words/say.ts';
import css from './admin.module.css';
import { NOT_UNDONE } from './use-request.ts';

export function PersonHours({ user }: { user: User }) {
  const mayChange = useMay('users.change');
  const { busy, refused, save } = useWorkingHours(user.id);
  const toasts = useToasts();
  const before = user.working_hours;
  const set = async (hours: User['working_hours']) => {
    if (!(await save(hours))) return;
    const undo = async () => ((await save(before)) ? undefined : NOT_UNDONE);
    toasts.show({ words: say('{name}: working hours saved.', { name: user.name }), undo });
  };
  return (
    <section className={css.card} aria-label={say('Working hours')}>
      <h3>{say('Working hours')}</h3>
      <WorkingHoursForm
        key={user.write_id}
        hours={before}
        zone={user.time_zone}
        disabled={!mayChange}
        busy={busy}
        refused={refused}
        save={(hours) => void set(hours)}
      />
    </section>
  );
}

// When I work: reminders keep to it.
import { useLive, useReplica } from '../../replica/replica-context.tsx';
import { useWorkingHours } from '../../session/use-working-hours.ts';
import { useToasts } from '../../ui/toasts.tsx';
import { WorkingHoursForm } from '../../ui/working-hours-form.tsx';
import { say } from '../../words/say.ts';

/** The section of the settings. */
export function WorkingHoursCard() {
  const { users, user_id } = useReplica();
  const me = useLive(users).find(({ id }) => id === user_id);
  const { busy, refused, save } = useWorkingHours(user_id);
  const toasts = useToasts();
  if (me === undefined) return null;
  const before = me.working_hours;
  return (
    <section aria-label={say('Working hours')}>
      <WorkingHoursForm
        key={me.write_id}
        hours={before}
        zone={me.time_zone}
        busy={busy}
        refused={refused}
        save={(hours) =>
          void save(hours).then((done) => {
            if (done) toasts.show({ words: say('Your working hours: saved.') });
          })
        }
      />
    </section>
  );
}

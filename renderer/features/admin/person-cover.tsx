// Who makes a person's calls for some days: set and ended for him by a manager or admin.
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { dayIn } from '#domain/time.ts';
import { userViewSchema } from '#domain/user/account.ts';
import { handoverIsOver, handoverSchema } from '#domain/user/handover.ts';
import type { User } from '#domain/user/user.ts';
import { useReplica } from '../../replica/replica-context.tsx';
import { useApi } from '../../session/use-api.ts';
import { checked } from '../../ui/checked.ts';
import { plainDay } from '../../ui/day-words.ts';
import { useToasts } from '../../ui/toasts.tsx';
import { say } from '../../words/say.ts';
import css from './admin.module.css';
import { NOT_UNDONE, useRequest } from './use-request.ts';

export function PersonCover({ user, people }: { user: User; people: readonly User[] }) {
  const { sync, now } = useReplica();
  const [api, toasts] = [useApi(), useToasts()];
  const { busy, refused, errors, setErrors, run } = useRequest();
  const colleagues = people.filter(({ id, is_active }) => is_active && id !== user.id);
  const today = dayIn(now(), user.time_zone);
  const [days, setDays] = useState({ to_id: colleagues[0]?.id ?? '', from_on: today, to_on: today });
  const agreed =
    user.handover && !handoverIsOver(user.handover, now(), user.time_zone) ? user.handover : null;
  const path = `/api/users/${user.id}/handover`;
  const nameOf = (id: string) => people.find((person) => person.id === id)?.name ?? say('A colleague');
  const end = async () => {
    if (!agreed) return;
    if (!(await run(api.call(userViewSchema, path, { method: 'DELETE' })))) return;
    sync.now();
    const undo = async () => {
      const back = await run(api.call(userViewSchema, path, { method: 'PUT', body: agreed }));
      sync.now();
      return back ?? NOT_UNDONE;
    };
    toasts.show({
      words: say('{nameOf} no longer covers for {name}.', { nameOf: nameOf(agreed.to_id), name: user.name }),
      undo,
    });
  };
  const set = async () => {
    const given = checked(handoverSchema, days);
    if (!given.ok) return setErrors(given.error);
    if (!(await run(api.call(userViewSchema, path, { method: 'PUT', body: given.value })))) return;
    sync.now();
    const undo = async () => {
      const back = await run(api.call(userViewSchema, path, { method: 'DELETE' }));
      sync.now();
      return back ?? NOT_UNDONE;
    };
    toasts.show({
      words: say('{nameOf} covers for {name}.', { nameOf: nameOf(days.to_id), name: user.name }),
      undo,
    });
  };
  return (
    <section className={css.card} aria-label={say('Cover')}>
      <h3>{say('Cover')}</h3>
      {agreed ? (
        <div className={css.inline}>
          <p style={{ flex: 1 }}>
            {say('{nameOf} covers from {plainDay} until {plainDay2}.', {
              nameOf: nameOf(agreed.to_id),
              plainDay: plainDay(agreed.from_on),
              plainDay2: plainDay(agreed.to_on),
            })}
          </p>
          <Button variant="default" loading={busy} onClick={() => void end()}>
            {say('End it')}
          </Button>
        </div>
      ) : colleagues.length === 0 ? (
        <p className={css.quiet}>{say('There is no colleague who could cover.')}</p>
      ) : (
        <div className={css.inline}>
          <NativeSelect
            size="xs"
            label={say('Colleague')}
            data={colleagues.map(({ id, name }) => ({ value: id, label: name }))}
            value={days.to_id}
            onChange={({ currentTarget }) => setDays({ ...days, to_id: currentTarget.value })}
          />
          <TextInput
            type="date"
            label={say('First day')}
            value={days.from_on}
            error={errors['from_on']}
            onChange={({ currentTarget }) => setDays({ ...days, from_on: currentTarget.value })}
          />
          <TextInput
            type="date"
            label={say('Last day')}
            value={days.to_on}
            error={errors['to_on']}
            onChange={({ currentTarget }) => setDays({ ...days, to_on: currentTarget.value })}
          />
          <Button variant="default" loading={busy} onClick={() => void set()}>
            {say('Hand over')}
          </Button>
        </div>
      )}
      <p role="alert" className={css.refused}>
        {refused}
      </p>
    </section>
  );
}

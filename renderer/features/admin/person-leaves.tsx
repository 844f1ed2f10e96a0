// When a person leaves: the account rests, and his leads go to somebody or stay open. It can be waked again.
import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { userViewSchema } from '#domain/user/account.ts';
import type { User } from '#domain/user/user.ts';
import { useReplica } from '../../replica/replica-context.tsx';
import { useApi } from '../../session/use-api.ts';
import { countLabel } from '../../ui/day-words.ts';
import { useToasts } from '../../ui/toasts.tsx';
import { say } from '../../words/say.ts';
import css from './admin.module.css';
import { NOT_UNDONE, useRequest } from './use-request.ts';

export function PersonLeaves({
  user,
  people,
  leads,
}: {
  user: User;
  people: readonly User[];
  leads: number;
}) {
  const { sync } = useReplica();
  const [api, toasts] = [useApi(), useToasts()];
  const { busy, refused, run } = useRequest();
  const [asked, setAsked] = useState(false);
  const [heir, setHeir] = useState('');
  const colleagues = people.filter(({ id, is_active }) => is_active && id !== user.id);
  const path = `/api/users/${user.id}`;
  const activate = async () => {
    const back = await run(api.call(userViewSchema, path, { method: 'PATCH', body: { is_active: true } }));
    sync.now();
    return back !== null;
  };
  const leave = async () => {
    const query = heir === '' ? '' : `?reassign_to=${heir}`;
    if (!(await run(api.call(userViewSchema, `${path}${query}`, { method: 'DELETE' })))) return;
    sync.now();
    const to = colleagues.find(({ id }) => id === heir)?.name;
    const words = to
      ? say('{name} is not active any more; the leads are with {to}.', { name: user.name, to })
      : say('{name} is not active any more.', { name: user.name });
    toasts.show({ words, undo: async () => ((await activate()) ? null : NOT_UNDONE) });
    setAsked(false);
  };
  return (
    <section className={css.card} aria-label={say('Activity')}>
      <h3>{user.is_active ? say('Leaving') : say('Not active')}</h3>
      {!user.is_active ? (
        <div className={css.inline}>
          <p style={{ flex: 1 }}>
            {say('{name} cannot sign in. What he did stays as it is.', { name: user.name })}
          </p>
          <Button
            variant="default"
            loading={busy}
            onClick={() =>
              void activate().then(
                (done) => done && toasts.show({ words: say('{name} is active again.', { name: user.name }) }),
              )
            }
          >
            {say('Activate again')}
          </Button>
        </div>
      ) : asked ? (
        <>
          <p>
            {say(
              '{name} is signed out everywhere at once. The account can be activated again; leads that are given to somebody stay there.',
              { name: user.name },
            )}
          </p>
          <div className={css.inline}>
            <NativeSelect
              size="xs"
              autoFocus
              label={say('{leads, plural, one {The one lead goes to} other {The {leads2} leads go to}}', {
                leads,
                leads2: countLabel(leads),
              })}
              data={[
                { value: '', label: say('Nobody: they stay as they are') },
                ...colleagues.map(({ id, name }) => ({ value: id, label: name })),
              ]}
              value={heir}
              onChange={({ currentTarget }) => setHeir(currentTarget.value)}
            />
            <Button color="red" loading={busy} onClick={() => void leave()}>
              {say('Deactivate')}
            </Button>
            <Button variant="default" onClick={() => setAsked(false)}>
              {say('Cancel')}
            </Button>
          </div>
        </>
      ) : (
        <div>
          <Button variant="default" onClick={() => setAsked(true)}>
            {say('Deactivate…')}
          </Button>
        </div>
      )}
      <p role="alert" className={css.refused}>
        {refused}
      </p>
    </section>
  );
}

// One person: his account, the mail with the link to a password, who covers for him, and what happens when he leaves.
import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { accountChangeSchema, userViewSchema } from '#domain/user/account.ts';
import type { User } from '#domain/user/user.ts';
import { useDesk, useReplica } from '../../replica/replica-context.tsx';
import { useApi } from '../../session/use-api.ts';
import { useMay } from '../../session/use-may.ts';
import { checked } from '../../ui/checked.ts';
import { countLabel } from '../../ui/day-words.ts';
import { oncePerVersion } from '../../ui/once-per-version.ts';
import { useToasts } from '../../ui/toasts.tsx';
import { say } from '../../words/say.ts';
import css from './admin.module.css';
import { PersonCover } from './person-cover.tsx';
import { PersonFields, type PersonValues } from './person-fields.tsx';
import { PersonForm } from './person-form.tsx';
import { PersonHours } from './person-hours.tsx';
import { PersonLeaves } from './person-leaves.tsx';
import { NOT_UNDONE, useRequest } from './use-request.ts';

interface Props {
  user: User;
  people: readonly User[];
  leave(): void;
}

/** To be made anew for each person (give it a key). */
export function PersonDetail({ user, people, leave }: Props) {
  const mayChange = useMay('users.change');
  const { id } = user;
  const leads = useDesk(
    useMemo(() => oncePerVersion((desk) => desk.list({ assignee_ids: [id] }).length), [id]),
  );
  return (
    <>
      <Account user={user} leave={leave} mayChange={mayChange} />
      <p className={css.quiet}>
        {leads === 0
          ? say('Has no leads.')
          : say('{leads, plural, one {Has one lead.} other {Has {leads2} leads.}}', {
              leads,
              leads2: countLabel(leads),
            })}
      </p>
      {mayChange && user.is_active && <PasswordLink user={user} />}
      {user.is_active && <PersonHours user={user} />}
      {user.is_active && <PersonCover user={user} people={people} />}
      {mayChange && <PersonLeaves user={user} people={people} leads={leads} />}
    </>
  );
}

function Account({ user, leave, mayChange }: Omit<Props, 'people'> & { mayChange: boolean }) {
  const { sync } = useReplica();
  const [api, toasts] = [useApi(), useToasts()];
  const [edited, setEdited] = useState<Partial<PersonValues>>({});
  const { busy, refused, errors, setErrors, run } = useRequest();
  const dirty = Object.keys(edited).length > 0;
  const set = (next: PersonValues) => {
    setErrors({});
    setEdited(
      Object.fromEntries(
        Object.entries(next).filter(([key, value]) => value !== user[key as keyof PersonValues]),
      ),
    );
  };
  const send = (body: object) => api.call(userViewSchema, `/api/users/${user.id}`, { method: 'PATCH', body });
  const save = async () => {
    const given = checked(accountChangeSchema, edited);
    if (!given.ok) return setErrors(given.error);
    const before = Object.fromEntries(
      Object.keys(edited).map((key) => [key, user[key as keyof PersonValues]]),
    );
    const changed = await run(send(given.value));
    if (!changed) return;
    setEdited({});
    sync.now();
    const undo = async () => {
      const back = await run(send(before));
      sync.now();
      return back ?? NOT_UNDONE;
    };
    toasts.show({ words: say('{name}: saved.', { name: changed.name }), undo });
  };
  const cancel = () => {
    setEdited({});
    setErrors({});
    leave();
  };
  return (
    <PersonForm label={say('Account')} save={() => void save()} leave={cancel}>
      <h2>{user.name}</h2>
      <PersonFields values={{ ...user, ...edited }} errors={errors} set={set} disabled={!mayChange} />
      {mayChange && (
        <div className={css.inline}>
          <Button type="submit" loading={busy} disabled={!dirty} title="Ctrl + Enter">
            {say('Save changes')}
          </Button>
          <Button variant="default" disabled={!dirty} title="Esc" onClick={cancel}>
            {say('Discard')}
          </Button>
        </div>
      )}
      <p role="alert" className={css.refused}>
        {refused}
      </p>
    </PersonForm>
  );
}

function PasswordLink({ user }: { user: User }) {
  const [api, toasts] = [useApi(), useToasts()];
  const { busy, refused, run } = useRequest();
  const mail = async () => {
    const sent = await run(api.call(userViewSchema, `/api/users/${user.id}/invitation`, { method: 'POST' }));
    if (sent)
      toasts.show({
        words: say('A link to choose a password is on its way to {email}.', { email: sent.email }),
      });
  };
  return (
    <section className={css.card} aria-label={say('Password')}>
      <h3>{say('Password')}</h3>
      <p className={css.quiet}>
        {say(
          'Mails the link to choose a password: the invitation once more, or a new password for who has one.',
        )}
      </p>
      <div>
        <Button variant="default" loading={busy} onClick={() => void mail()}>
          {say('Mail the link')}
        </Button>
      </div>
      <p role="alert" className={css.refused}>
        {refused}
      </p>
    </section>
  );
}

// A new person: an account without a password, whose person is mailed the way to choose one.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { newAccountSchema, userViewSchema } from '#domain/user/account.ts';
import { useReplica } from '../../replica/replica-context.tsx';
import { useSessionState } from '../../session/session-context.tsx';
import { useApi } from '../../session/use-api.ts';
import { checked } from '../../ui/checked.ts';
import { useKept } from '../../ui/kept.ts';
import { useToasts } from '../../ui/toasts.tsx';
import { say } from '../../words/say.ts';
import css from './admin.module.css';
import { createKeptDraft } from './kept-draft.ts';
import { PersonFields, type PersonValues } from './person-fields.tsx';
import { PersonForm } from './person-form.tsx';
import { useRequest } from './use-request.ts';

export function NewPerson({ leave }: { leave(): void }) {
  const { sync, user_id } = useReplica();
  const [api, toasts] = [useApi(), useToasts()];
  const zone = useSessionState(({ user }) => user?.time_zone ?? 'UTC');
  const storage = useKept();
  const [kept] = useState(() => createKeptDraft<PersonValues>(storage, user_id, 'new-person'));
  const [values, setValues] = useState<PersonValues>(
    () => kept.read() ?? { name: '', email: '', role: 'kam', time_zone: zone },
  );
  const { busy, refused, errors, setErrors, run } = useRequest();
  const set = (next: PersonValues) => {
    setValues(next);
    setErrors({});
    kept.write(next);
  };
  const cancel = () => {
    kept.write(null);
    leave();
  };
  const save = async () => {
    const given = checked(newAccountSchema.omit({ password: true }), values);
    if (!given.ok) return setErrors(given.error);
    const made = await run(api.call(userViewSchema, '/api/users', { method: 'POST', body: given.value }));
    if (!made) return;
    toasts.show({
      words: say('{name} is invited: a mail is on its way to {email}.', {
        name: made.name,
        email: made.email,
      }),
    });
    sync.now();
    cancel();
  };
  return (
    <PersonForm label={say('Invite a person')} save={() => void save()} leave={cancel}>
      <h2>{say('Invite a person')}</h2>
      <p className={css.intro}>
        {say(
          'A mail with a link to choose a password goes to the address. Leads can be given to the person at once.',
        )}
      </p>
      <PersonFields values={values} errors={errors} set={set} autoFocus />
      <div className={css.inline}>
        <Button type="submit" loading={busy} title="Ctrl + Enter">
          {say('Send the invitation')}
        </Button>
        <Button variant="default" title="Esc" onClick={cancel}>
          {say('Cancel')}
        </Button>
      </div>
      <p role="alert" className={css.refused}>
        {refused}
      </p>
    </PersonForm>
  );
}

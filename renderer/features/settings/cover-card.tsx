// Who makes my calls while I am away: choose a colleague and days, see what is agreed, end it.
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { dayIn } from '#domain/time.ts';
import type { Handover } from '#domain/user/handover.ts';
import { useLive, useReplica } from '../../replica/replica-context.tsx';
import { useServerFetch } from '../../session/session-context.tsx';
import { type Covers, useCovers } from '../../session/use-covers.ts';
import { plainDay } from '../../ui/day-words.ts';
import { say } from '../../words/say.ts';
import { changeHandover } from './change-handover.ts';
import css from './cover-card.module.css';

/** The section of the settings. */
export function CoverCard() {
  const { covered, mine } = useCovers();
  const { busy, refused, change } = useChange();
  return (
    <section className={css.card} aria-label={say('Cover')}>
      {covered.map(({ id, name, handover }) => (
        <p key={id}>
          {say('You cover for {name} until {plainDay}.', { name, plainDay: plainDay(handover.to_on) })}
        </p>
      ))}
      {mine ? (
        <Agreed mine={mine} busy={busy} end={() => change(null)} />
      ) : (
        <Choice busy={busy} set={change} />
      )}
      <div role="alert" className={css.refused}>
        {refused}
      </div>
    </section>
  );
}

function Agreed({ mine, busy, end }: { mine: NonNullable<Covers['mine']>; busy: boolean; end(): void }) {
  const facts = { name: mine.name, from: plainDay(mine.from_on), to: plainDay(mine.to_on) };
  const words = mine.now
    ? say('{name} covers for you until {to}.', facts)
    : say('{name} covers for you from {from} until {to}.', facts);
  return (
    <div className={css.line}>
      <p>{words}</p>
      <Button size="xs" variant="default" loading={busy} onClick={end}>
        {say('End it')}
      </Button>
    </div>
  );
}

function Choice({ busy, set }: { busy: boolean; set(handover: Handover): void }) {
  const { users, user_id, now } = useReplica();
  const people = useLive(users);
  const me = people.find(({ id }) => id === user_id);
  const colleagues = people.filter(({ id, is_active }) => is_active && id !== user_id);
  const today = dayIn(now(), me?.time_zone ?? 'UTC');
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const field = (name: string) => String(given.get(name));
    set({ to_id: field('to_id'), from_on: field('from_on'), to_on: field('to_on') });
  };
  if (colleagues.length === 0) return <p>{say('There is no colleague who could cover for you.')}</p>;
  return (
    <form className={css.choice} onSubmit={submit}>
      <p className={css.quiet}>
        {say(
          'A colleague sees and calls your leads for some days. They stay yours, and what he notes is there when you are back.',
        )}
      </p>
      <NativeSelect
        size="xs"
        label={say('Colleague')}
        name="to_id"
        data={colleagues.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <div className={css.days}>
        <TextInput
          size="xs"
          type="date"
          label={say('First day')}
          name="from_on"
          defaultValue={today}
          required
        />
        <TextInput
          size="xs"
          type="date"
          label={say('Last day')}
          name="to_on"
          defaultValue={today}
          min={today}
          required
        />
        <Button size="xs" type="submit" loading={busy}>
          {say('Hand over')}
        </Button>
      </div>
    </form>
  );
}

function useChange() {
  const { user_id, sync } = useReplica();
  const fetch = useServerFetch();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const change = async (handover: Handover | null) => {
    setBusy(true);
    setRefused(await changeHandover(fetch, user_id, handover));
    setBusy(false);
    // What the server has noted comes back by the sync, like everything else.
    sync.now();
  };
  return { busy, refused, change: (handover: Handover | null) => void change(handover) };
}

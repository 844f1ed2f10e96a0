// What protects the data of this computer: which keyring, the PIN, and when Callbook locks itself. Desktop edition only.
import { Button, NativeSelect, PasswordInput } from '@mantine/core';
import { type FormEvent, useCallback, useEffect, useState } from 'react';
import { zoneOf } from '#domain/plan/zone.ts';
import type { DesktopApi, DeviceKeyState } from '../../../electron/ipc/contract.ts';
import { pinWords, protectionWords } from '../../session/pin-words.ts';
import { dayWords } from '../../words/dates.ts';
import { say } from '../../words/say.ts';
import css from './security-card.module.css';

const MINUTES = [5, 10, 15, 30, 60];
const SHOW = { 'aria-label': say('Show what is typed') };
type Form = 'set' | 'change' | 'remove';

/** The day of an instant where this computer is. */
const dayHere = (at: number): string => dayWords(zoneOf(Temporal.Now.timeZoneId()).dayOf(at));

/** The section of the settings; nothing in a browser. */
export function SecurityCard({ desktop = window.callbook }: { desktop?: DesktopApi | undefined }) {
  const [state, setState] = useState<DeviceKeyState | null>(null);
  const look = useCallback(async () => setState((await desktop?.keyState()) ?? null), [desktop]);
  useEffect(() => void look(), [look]);
  if (!desktop || state === null) return null;
  return (
    <>
      <h2>{say('Security')}</h2>
      <section className={css.card} aria-label={say('Security')}>
        <p>{protectionWords(state)}</p>
        {state.lease_ends_at !== null && (
          <p>
            {say(
              'Without reaching the server, Callbook opens on this computer until {day}. Each contact with the server begins this time anew.',
              { day: dayHere(state.lease_ends_at) },
            )}
          </p>
        )}
        <p className={css.quiet}>
          {say(
            'Sealed on this computer are leads, contacts, calls, notes, customers, résumés, drafts and what waits to be sent. Not sealed are your own name and e-mail address, the settings of the program, and how many there are of anything.',
          )}
        </p>
        <PinForms desktop={desktop} state={state} done={look} />
        <NativeSelect
          size="xs"
          className={css.minutes}
          label={say('Lock by itself')}
          description={say(
            'It also locks when the computer sleeps or locks its screen, and with Ctrl+Shift+L.',
          )}
          value={String(state.idle_minutes)}
          data={[
            ...MINUTES.map((minutes) => ({
              value: String(minutes),
              label: say('After {minutes} minutes without a key or the mouse', { minutes }),
            })),
            { value: '0', label: say('Only when the computer sleeps or locks its screen') },
          ]}
          onChange={({ currentTarget }) => void desktop.keySetIdle(Number(currentTarget.value)).then(look)}
        />
      </section>
    </>
  );
}

function PinForms({
  desktop,
  state,
  done,
}: {
  desktop: DesktopApi;
  state: DeviceKeyState;
  done(): Promise<void>;
}) {
  const [form, setForm] = useState<Form | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const close = async (words: string) => {
    await done();
    setForm(null);
    setSaid(words);
  };
  const show = (next: Form) => {
    setSaid(null);
    setForm(next);
  };
  if (form)
    return <PinForm key={form} form={form} desktop={desktop} done={close} cancel={() => setForm(null)} />;
  return (
    <div className={css.line}>
      {state.pin ? (
        <>
          <Button size="xs" variant="default" onClick={() => show('change')}>
            {say('Change the PIN')}
          </Button>
          {state.protected && (
            <Button size="xs" variant="default" onClick={() => show('remove')}>
              {say('Remove the PIN')}
            </Button>
          )}
        </>
      ) : (
        <Button size="xs" variant="default" onClick={() => show('set')}>
          {say('Set a PIN')}
        </Button>
      )}
      <span role="status">{said}</span>
    </div>
  );
}

const SAID: Record<Form, string> = {
  set: say('The PIN is set.'),
  change: say('The PIN is changed.'),
  remove: say('The PIN is removed.'),
};
const DO: Record<Form, string> = {
  set: say('Set the PIN'),
  change: say('Change the PIN'),
  remove: say('Remove the PIN'),
};

function PinForm({
  form,
  desktop,
  done,
  cancel,
}: {
  form: Form;
  desktop: DesktopApi;
  done(words: string): Promise<void>;
  cancel(): void;
}) {
  const [refused, setRefused] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const field = (name: string) => (given.has(name) ? String(given.get(name)) : null);
    if (field('next') !== field('again')) return setRefused(say('The two are not the same.'));
    setBusy(true);
    const answer = await desktop.keySetPin(field('current'), field('next'));
    setBusy(false);
    if (answer.ok) await done(SAID[form]);
    else setRefused(pinWords(answer.error));
  };
  const field = (name: string, label: string, autoFocus = false) => (
    <PasswordInput
      size="xs"
      name={name}
      label={label}
      autoFocus={autoFocus}
      autoComplete="off"
      visibilityToggleButtonProps={SHOW}
    />
  );
  return (
    <form className={css.form} onSubmit={(event) => void submit(event)} noValidate>
      {form !== 'set' && field('current', say('PIN so far'), true)}
      {form !== 'remove' &&
        field('next', say('New PIN or password, at least eight characters'), form === 'set')}
      {form !== 'remove' && field('again', say('Once more'))}
      {form !== 'remove' && (
        <p className={css.quiet}>
          {say('Nobody can give it back to you: keep it where you keep your passwords.')}
        </p>
      )}
      <div role="alert" className={css.refused}>
        {refused}
      </div>
      <div className={css.line}>
        <Button size="xs" type="submit" loading={busy}>
          {DO[form]}
        </Button>
        <Button size="xs" variant="default" onClick={cancel}>
          {say('Cancel')}
        </Button>
      </div>
    </form>
  );
}

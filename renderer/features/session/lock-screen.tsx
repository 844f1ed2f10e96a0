// What the desktop edition shows while the device key is not open: the lock, the choice of a PIN where there is no keyring,
// what has happened to the key, that the server has to be reached first, or that it has removed this computer. Nothing of a person is behind it yet.
import { Anchor, Button, PasswordInput, Stack } from '@mantine/core';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { DesktopApi, DeviceKeyState, PinRefusal } from '../../../electron/ipc/contract.ts';
import { pinWords } from '../../session/pin-words.ts';
import { Mark } from '../../ui/app-shell.tsx';
import { say } from '../../words/say.ts';
import { LEASE_TITLES, LeaseOver } from './lease-over.tsx';
import { RemovedNote } from './removed-note.tsx';
import css from './sign-in.module.css';

type KeyCalls = Pick<
  DesktopApi,
  'keyUnlock' | 'keySetPin' | 'keyStartAnew' | 'leaseRenew' | 'forgetSession' | 'removal'
>;
const SHOW = { 'aria-label': say('Show what is typed') };

export interface LockProps {
  desktop: KeyCalls;
  /** How the key stood when the page was loaded. */
  first: DeviceKeyState;
  /** The key is open now. */
  opened(): void;
}

/** The whole screen. */
export function LockScreen({ desktop, first, opened }: LockProps) {
  const parts = { desktop, opened };
  if (first.is === 'choose_pin')
    return (
      <Card title={say('Choose a PIN')}>
        <ChoosePin {...parts} />
      </Card>
    );
  if (first.is === 'unreadable')
    return (
      <Card title={say('The data cannot be opened')}>
        <Unreadable {...parts} keyring={first.keyring} />
      </Card>
    );
  if (first.is === 'removed')
    return (
      <Card title={say('This computer was removed from Callbook')}>
        <RemovedNote {...parts} />
      </Card>
    );
  if (first.is === 'lapsed' || first.is === 'switched_off')
    return (
      <Card title={LEASE_TITLES[first.is]}>
        <LeaseOver {...parts} why={first.is} pin={first.pin} />
      </Card>
    );
  return (
    <Card title={say('Callbook is locked')}>
      {first.pin ? <Unlock {...parts} wait={first.wait_ms} /> : <Open {...parts} />}
    </Card>
  );
}

function Card({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className={css.screen}>
      <div className={css.card}>
        <div className={css.head}>
          <Mark size={38} />
          <h1 className={css.title}>{title}</h1>
        </div>
        {children}
      </div>
    </main>
  );
}

type Parts = Omit<LockProps, 'first'>;

function Unlock({ desktop, opened, wait }: Parts & { wait: number }) {
  const [refusal, setRefusal] = useState<PinRefusal | null>(
    wait > 0 ? { code: 'wait', wait_ms: wait } : null,
  );
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const waiting = useWaiting(refusal);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy || waiting) return;
    setBusy(true);
    const answer = await desktop.keyUnlock(field.current?.value ?? '');
    setBusy(false);
    if (answer.ok) return opened();
    setRefusal(answer.error);
    field.current?.select();
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Stack gap="sm">
        <PasswordInput
          size="sm"
          ref={field}
          label={say('PIN or password of this computer')}
          autoComplete="off"
          autoFocus
          error={refusal !== null && !waiting}
          visibilityToggleButtonProps={SHOW}
        />
        <div role="alert" className={css.refusal}>
          {refusal && pinWords(waiting ? refusal : { ...refusal, wait_ms: 0 })}
        </div>
        <Button type="submit" size="sm" loading={busy} disabled={waiting} fullWidth>
          {say('Unlock')}
        </Button>
        <BeginAnew desktop={desktop} opened={opened} ask={say('Forgot the PIN?')} />
      </Stack>
      <p className={css.foot}>
        {say('What you were typing is there again after the unlock. No network is needed.')}
      </p>
    </form>
  );
}

/** Whether the time of the last refusal still runs. */
function useWaiting(refusal: PinRefusal | null): boolean {
  const [over, setOver] = useState<PinRefusal | null>(null);
  useEffect(() => {
    if (!refusal || refusal.wait_ms <= 0) return;
    const timer = setTimeout(() => setOver(refusal), refusal.wait_ms);
    return () => clearTimeout(timer);
  }, [refusal]);
  return refusal !== null && refusal.wait_ms > 0 && over !== refusal;
}

function Open({ desktop, opened }: Parts) {
  const [refused, setRefused] = useState<string | null>(null);
  const open = async () => {
    const answer = await desktop.keyUnlock(null);
    if (answer.ok) opened();
    else setRefused(pinWords(answer.error));
  };
  return (
    <Stack gap="sm">
      <Button size="sm" fullWidth autoFocus onClick={() => void open()}>
        {say('Open')}
      </Button>
      <div role="alert" className={css.refusal}>
        {refused}
      </div>
      <p className={css.foot}>
        {say(
          'No PIN is set, so whoever uses your account on this computer can open Callbook. A PIN is set in the settings, under Security.',
        )}
      </p>
    </Stack>
  );
}

function ChoosePin({ desktop, opened }: Parts) {
  const [refused, setRefused] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const pin = String(form.get('pin') ?? '');
    if (pin !== String(form.get('again') ?? '')) return setRefused(say('The two are not the same.'));
    setBusy(true);
    const answer = await desktop.keySetPin(null, pin);
    setBusy(false);
    if (answer.ok) opened();
    else setRefused(pinWords(answer.error));
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Stack gap="sm">
        <p className={css.notice}>
          {say(
            'This computer has no key store that protects anything, so the data is protected by a PIN or a password of yours. Callbook asks for it at every start.',
          )}
        </p>
        <PasswordInput
          size="sm"
          label={say('PIN or password, at least eight characters')}
          name="pin"
          autoComplete="new-password"
          autoFocus
          visibilityToggleButtonProps={SHOW}
        />
        <PasswordInput
          size="sm"
          label={say('Once more')}
          name="again"
          autoComplete="new-password"
          visibilityToggleButtonProps={SHOW}
        />
        <div role="alert" className={css.refusal}>
          {refused}
        </div>
        <Button type="submit" size="sm" loading={busy} fullWidth>
          {say('Set the PIN')}
        </Button>
      </Stack>
      <p className={css.foot}>
        {say('Nobody can give it back to you: keep it where you keep your passwords.')}
      </p>
    </form>
  );
}

function Unreadable({ desktop, opened, keyring }: Parts & { keyring: string }) {
  const [refused, setRefused] = useState<string | null>(null);
  const again = async () => {
    const answer = await desktop.keyUnlock(null);
    if (answer.ok) opened();
    else setRefused(pinWords(answer.error));
  };
  return (
    <Stack gap="sm">
      <p className={css.notice}>
        {say(
          'The key store of this computer has changed or is locked (it is “{keyring}” now). Nothing has been deleted: with the key store that was there before, everything opens again.',
          { keyring },
        )}
      </p>
      <Button size="sm" fullWidth autoFocus onClick={() => void again()}>
        {say('Try again')}
      </Button>
      <div role="alert" className={css.refusal}>
        {refused}
      </div>
      <BeginAnew desktop={desktop} opened={opened} ask={say('Begin without the data of this computer')} />
    </Stack>
  );
}

function BeginAnew({ desktop, opened, ask }: Parts & { ask: string }) {
  const [asked, setAsked] = useState(false);
  const begin = async () => {
    await desktop.keyStartAnew();
    opened();
  };
  if (!asked)
    return (
      <Anchor
        component="button"
        type="button"
        size="sm"
        className={css.forgot}
        onClick={() => setAsked(true)}
      >
        {ask}
      </Anchor>
    );
  return (
    <Stack gap="sm">
      <p className={css.notice}>
        {say(
          'You can begin with a new key: you sign in again and the server sends everything that it has. Work that was not sent stays on this computer, sealed, and opens only with the old key.',
        )}
      </p>
      <Button size="sm" variant="default" fullWidth onClick={() => void begin()}>
        {say('Sign in again with a new key')}
      </Button>
    </Stack>
  );
}

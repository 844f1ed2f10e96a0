// What is shown when this computer may not open its data before it has reached the server: the lease has ended, or the account
// is switched off. It asks by itself when it is shown and when a network comes; nothing is deleted.
import { Anchor, Button, Stack } from '@mantine/core';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { DesktopApi, Renewal } from '../../../electron/ipc/contract.ts';
import { say } from '../../words/say.ts';
import css from './sign-in.module.css';

type Why = 'lapsed' | 'switched_off';

export const LEASE_TITLES: Record<Why, string> = {
  lapsed: say('Please go online once'),
  switched_off: say('This account is switched off'),
};

const REASONS: Record<Why, string> = {
  lapsed: say(
    'This computer has not reached the server for a long time, or its clock was set back. To keep what lies on it from strangers, Callbook opens again as soon as it has reached the server. Nothing is lost: what was not sent waits here.',
  ),
  switched_off: say(
    'The server says that your account is switched off, so what lies on this computer stays closed. Nothing is deleted. Please ask an admin of your workspace; when the account is switched on, everything opens again.',
  ),
};

const SAID: Record<Exclude<Renewal, 'renewed'>, string> = {
  unreachable: say('The server cannot be reached. Please connect to a network and try again.'),
  ended: say('The server has answered, and wants your password again.'),
  switched_off: say('The server has answered: the account is still switched off.'),
  refused: say('The server has answered, but not as the one that you signed in to. Please sign in again.'),
};

export interface LeaseOverProps {
  desktop: Pick<DesktopApi, 'leaseRenew' | 'forgetSession' | 'keyUnlock'>;
  why: Why;
  /** Whether a PIN is asked for next. */
  pin: boolean;
  /** The key is open, or is to be opened in another way. */
  opened(): void;
}

/** The inside of the card. */
export function LeaseOver({ desktop, why, pin, opened }: LeaseOverProps) {
  const [said, setSaid] = useState<Exclude<Renewal, 'renewed'> | null>(null);
  const [busy, setBusy] = useState(false);
  const asking = useRef(false);
  const goOn = useCallback(async () => {
    if (!pin) await desktop.keyUnlock(null);
    opened();
  }, [desktop, pin, opened]);
  const ask = useCallback(async () => {
    if (asking.current) return;
    asking.current = true;
    setBusy(true);
    const outcome = await desktop.leaseRenew();
    asking.current = false;
    if (outcome === 'renewed') return goOn();
    setBusy(false);
    setSaid(outcome);
  }, [desktop, goOn]);
  useEffect(() => {
    void ask();
    const back = () => void ask();
    window.addEventListener('online', back);
    return () => window.removeEventListener('online', back);
  }, [ask]);
  const signIn = async () => {
    await desktop.forgetSession();
    await goOn();
  };
  const wantsPassword = said === 'ended' || said === 'refused';
  return (
    <Stack gap="sm">
      <p className={css.notice}>{REASONS[why]}</p>
      <div role="alert" className={css.refusal}>
        {said && SAID[said]}
      </div>
      {wantsPassword && (
        <Button size="sm" fullWidth onClick={() => void signIn()}>
          {say('Sign in again')}
        </Button>
      )}
      <Button
        size="sm"
        fullWidth
        autoFocus
        loading={busy}
        variant={wantsPassword ? 'default' : 'filled'}
        onClick={() => void ask()}
      >
        {say('Try again')}
      </Button>
      {!wantsPassword && (
        <Anchor
          component="button"
          type="button"
          size="sm"
          className={css.forgot}
          onClick={() => void signIn()}
        >
          {say('Sign in with the password instead')}
        </Anchor>
      )}
    </Stack>
  );
}

// The fields of a sign-in. Says in plain words why one failed, beside the field that can help where there is one.
import { Anchor, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { useSession, useSessionState } from '../../session/session-context.tsx';
import type { SignInRefusal } from '../../session/session-types.ts';
import { say } from '../../words/say.ts';
import css from './sign-in.module.css';

const SERVER_CODES: readonly SignInRefusal['code'][] = [
  'bad_address',
  'insecure_address',
  'strange_answer',
  'offline',
];

/** `again`: the person is known, only the password is asked for. */
export function SignInForm({ again = false }: { again?: boolean }) {
  const session = useSession();
  const { user, server, edition } = useSessionState((state) => state);
  const [refusal, setRefusal] = useState<SignInRefusal | null>(null);
  const [busy, setBusy] = useState(false);
  const [typedServer, setTypedServer] = useState(server);
  const passwordField = useRef<HTMLInputElement>(null);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const field = (name: string) => String(form.get(name) ?? '').trim();
    const elsewhere = edition === 'browser' && !again ? otherServer(field('server'), server) : null;
    if (elsewhere) {
      setRefusal(elsewhere);
      return;
    }
    setBusy(true);
    setRefusal(null);
    const answer = await session.signIn({
      ...(edition === 'desktop' && !again ? { server: field('server') } : {}),
      email: again && user ? user.email : field('email'),
      password: String(form.get('password') ?? ''),
    });
    setBusy(false);
    if (answer.ok) return;
    setRefusal(answer.error);
    if (!SERVER_CODES.includes(answer.error.code)) passwordField.current?.select();
  };
  const aboutServer = refusal !== null && SERVER_CODES.includes(refusal.code);
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Stack gap="sm">
        {!again && (
          <TextInput
            size="sm"
            label={say('Server')}
            name="server"
            type="url"
            placeholder="https://callbook.example.com"
            defaultValue={server}
            onChange={(event) => setTypedServer(event.currentTarget.value)}
            error={aboutServer}
            autoFocus={server === ''}
            spellCheck={false}
          />
        )}
        <TextInput
          size="sm"
          label={say('E-mail')}
          name="email"
          type="email"
          autoComplete="username"
          defaultValue={user?.email ?? ''}
          readOnly={again}
          autoFocus={server !== '' && !again}
          spellCheck={false}
        />
        <PasswordInput
          size="sm"
          ref={passwordField}
          label={say('Password')}
          name="password"
          autoComplete="current-password"
          autoFocus={again}
          error={refusal?.code === 'bad_credentials'}
          visibilityToggleButtonProps={{ 'aria-label': say('Show what is typed') }}
        />
        <div role="alert" className={css.refusal}>
          {refusal?.words}
        </div>
        <Button type="submit" size="sm" loading={busy} fullWidth>
          {say('Sign in')}
        </Button>
        <ForgotPassword server={again ? server : typedServer} edition={edition} />
      </Stack>
    </form>
  );
}

/** The server's own page, in the system's browser; the desktop program opens no page without TLS. */
function ForgotPassword({ server, edition }: { server: string; edition: 'desktop' | 'browser' }) {
  const address = server.trim();
  if (!URL.canParse(address)) return null;
  if (edition === 'desktop' && new URL(address).protocol !== 'https:') return null;
  return (
    <Anchor
      className={css.forgot}
      size="sm"
      href={`${new URL(address).origin}/forgot-password`}
      target="_blank"
      rel="noreferrer"
    >
      {say('Forgot your password?')}
    </Anchor>
  );
}

// A page in a browser talks to the server that it came from, and to no other.
function otherServer(typed: string, own: string): SignInRefusal | null {
  const given = URL.canParse(typed) ? new URL(typed).origin : typed;
  if (typed === '' || given === own) return null;
  return {
    code: 'bad_address',
    words: say('This page belongs to {own}. For another server, open its own page.', { own }),
  };
}

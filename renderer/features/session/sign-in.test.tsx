// Signing in: the words for each failure, and the way in.
import { MantineProvider } from '@mantine/core';
import { expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { aUser } from '#domain/testing/builders.ts';
import { createWire, type Fetch } from '../../replica/wire.ts';
import { createSession } from '../../session/session.ts';
import { SessionContext } from '../../session/session-context.tsx';
import { memoryStorage, stillClock } from '../../testing/replica-fixture.ts';
import { SignInScreen } from './sign-in-screen.tsx';

const ORIGIN = 'https://callbook.example';
const json = (body: unknown, status = 200) =>
  Response.json(body, {
    status,
    headers: { 'content-type': status < 400 ? 'application/json' : 'application/problem+json' },
  });

async function open(fetch: Fetch) {
  const session = createSession({
    wire: createWire({ fetch, clock: stillClock() }),
    desktop: undefined,
    kept: memoryStorage(),
    origin: ORIGIN,
    wipe: () => Promise.resolve(),
    onSignedIn: () => undefined,
  });
  await session.start();
  await render(
    <MantineProvider env="test">
      <SessionContext value={session}>
        <SignInScreen />
      </SessionContext>
    </MantineProvider>,
  );
  return session;
}

async function submit(server?: string) {
  if (server !== undefined) await page.getByLabelText('Server').fill(server);
  await page.getByLabelText('E-mail').fill('kim@callbook.example');
  await page.getByLabelText('Password').fill('correct horse battery');
  await page.getByRole('button', { name: 'Sign in' }).click();
}

it.each([
  ['a wrong password', () => json({ code: 'bad_credentials' }, 401), /wrong/],
  ['a deactivated account', () => json({ code: 'account_inactive' }, 401), /not active/],
  [
    'a page in place of an answer',
    () => new Response('<html></html>', { headers: { 'content-type': 'text/html' } }),
    /./,
  ],
] as const)('%s is said in plain words', async (_case, answer, words) => {
  const session = await open(() => Promise.resolve(answer()));
  await submit();
  await expect.element(page.getByRole('alert')).toHaveTextContent(words);
  expect(session.store.getState().phase).toBe('signed_out');
});

it('says so when nobody answers', async () => {
  await open(() => Promise.reject(new TypeError('Failed to fetch')));
  await submit();
  await expect.element(page.getByRole('alert')).toHaveTextContent(/./);
});

it('does not send a password to another server than the page’s own', async () => {
  let asked = 0;
  await open(() => {
    asked += 1;
    return Promise.resolve(json({}));
  });
  await submit('https://elsewhere.example');
  await expect.element(page.getByRole('alert')).toHaveTextContent(/This page belongs to/);
  expect(asked).toBe(0);
});

it('shows the way to a new password, on the server that is typed', async () => {
  await open(() => Promise.reject(new TypeError('Failed to fetch')));
  const link = page.getByRole('link', { name: 'Forgot your password?' });
  await expect.element(link).toHaveAttribute('href', `${ORIGIN}/forgot-password`);
  await page.getByLabelText('Server').fill('https://other.example/app/');
  await expect.element(link).toHaveAttribute('href', 'https://other.example/forgot-password');
  await page.getByLabelText('Server').fill('no address');
  await expect.element(link).not.toBeInTheDocument();
});

it('lets in whoever knows the password', async () => {
  const { id, email, name, role, time_zone } = aUser();
  const session = await open(() => Promise.resolve(json({ user: { id, email, name, role, time_zone } })));
  await submit(`${ORIGIN}/app/`);
  await expect.poll(() => session.store.getState()).toMatchObject({ phase: 'signed_in', user: { id } });
});

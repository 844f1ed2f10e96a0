// What every screen stands in: look, keys, toasts, the session, and the net under all of it.
import '@mantine/core/styles.layer.css';
import './ui/base.css';
import { DirectionProvider, MantineProvider } from '@mantine/core';
import { setNonce } from 'get-nonce';
import { type ReactNode, useState } from 'react';
import type { Fetch } from './replica/wire.ts';
import { ServerFetchContext, SessionContext } from './session/session-context.tsx';
import type { Session } from './session/session-types.ts';
import { cssVariablesResolver, theme } from './theme.ts';
import { ErrorBoundary } from './ui/error-boundary.tsx';
import { createShortcuts, ShortcutsProvider } from './ui/shortcuts.tsx';
import { createToasts, ToastsProvider } from './ui/toasts.tsx';
import { isRightToLeft } from './words/direction.ts';

/** The nonce that the answer's content security policy allows styles by; empty where there is none. */
export const styleNonce = (): string =>
  document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';

const pageFetch: Fetch = (input, init) => window.fetch(input, init);

/** Wraps the app. `onDefect` is told of what a screen threw. */
export function Providers({
  session,
  serverFetch = pageFetch,
  onDefect,
  children,
}: {
  session: Session;
  serverFetch?: Fetch;
  onDefect?: (error: unknown, stack: string) => void;
  children: ReactNode;
}) {
  const [shortcuts] = useState(() => createShortcuts(window.localStorage));
  const [toasts] = useState(createToasts);
  const [nonce] = useState(() => {
    const found = styleNonce();
    // Mantine's dialogs lock the page's scrolling by a style of another library, which takes its nonce from here.
    if (found !== '') setNonce(found);
    return found;
  });
  return (
    <DirectionProvider initialDirection={isRightToLeft() ? 'rtl' : 'ltr'}>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariablesResolver}
        defaultColorScheme="auto"
        getStyleNonce={() => nonce}
      >
        <ErrorBoundary {...(onDefect ? { onDefect } : {})}>
          <SessionContext value={session}>
            <ServerFetchContext value={serverFetch}>
              <ShortcutsProvider shortcuts={shortcuts}>
                <ToastsProvider toasts={toasts}>{children}</ToastsProvider>
              </ShortcutsProvider>
            </ServerFetchContext>
          </SessionContext>
        </ErrorBoundary>
      </MantineProvider>
    </DirectionProvider>
  );
}

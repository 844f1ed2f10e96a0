// What every screen stands in: look, keys, toasts, the session, and the net under all of it.
import '@mantine/core/styles.layer.css';
import './ui/base.css';
import { DirectionProvider, MantineProvider } from '@mantine/core';
import { setNonce } from 'get-nonce';
import { type ReactNode, useState } from 'react';
import type { Fetch } from './replica/wire.ts';
import type { NewerVersion } from './session/newer-version.ts';
import { NewerVersionContext } from './session/newer-version-context.tsx';
import { ServerFetchContext, SessionContext } from './session/session-context.tsx';
import type { Session } from './session/session-types.ts';
import { cssVariablesResolver, theme } from './theme.ts';
import { DensityProvider } from './ui/density.tsx';
import { ErrorBoundary } from './ui/error-boundary.tsx';
import { KeptContext } from './ui/kept.ts';
import { createShortcuts, ShortcutsProvider } from './ui/shortcuts.tsx';
import { createToasts, ToastsProvider } from './ui/toasts.tsx';
import { isRightToLeft } from './words/direction.ts';

/** The nonce that the answer's content security policy allows styles by; empty where there is none. */
export const styleNonce = (): string =>
  document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';

const pageFetch: Fetch = (input, init) => window.fetch(input, init);

/** The look of everything, without anything of a person. */
export function Look({ children }: { children: ReactNode }) {
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
        <DensityProvider>{children}</DensityProvider>
      </MantineProvider>
    </DirectionProvider>
  );
}

/** Wraps the app. `onDefect` is told of what a screen threw; `kept` is the page's storage, default the browser's own. */
export function Providers({
  session,
  serverFetch = pageFetch,
  onDefect,
  kept = window.localStorage,
  newerVersion = null,
  children,
}: {
  session: Session;
  serverFetch?: Fetch;
  onDefect?: (error: unknown, stack: string) => void;
  kept?: Storage;
  newerVersion?: NewerVersion | null;
  children: ReactNode;
}) {
  const [shortcuts] = useState(() => createShortcuts(kept));
  const [toasts] = useState(createToasts);
  return (
    <Look>
      <ErrorBoundary {...(onDefect ? { onDefect } : {})}>
        <KeptContext value={kept}>
          <SessionContext value={session}>
            <ServerFetchContext value={serverFetch}>
              <NewerVersionContext value={newerVersion}>
                <ShortcutsProvider shortcuts={shortcuts}>
                  <ToastsProvider toasts={toasts}>{children}</ToastsProvider>
                </ShortcutsProvider>
              </NewerVersionContext>
            </ServerFetchContext>
          </SessionContext>
        </KeptContext>
      </ErrorBoundary>
    </Look>
  );
}

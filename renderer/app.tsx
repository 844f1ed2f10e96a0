// Opens the right thing: the sign-in, or the replica of whoever is signed in with the screens around it.
import { type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import { CannotOpen } from './features/session/cannot-open.tsx';
import { SignInScreen } from './features/session/sign-in-screen.tsx';
import type { UnsentWorkFile } from './replica/opener.ts';
import { ReplicaContext } from './replica/replica-context.tsx';
import type { Replica } from './replica/replica-types.ts';
import { useSessionState } from './session/session-context.tsx';
import type { SessionUser } from './session/session-types.ts';
import { EmptyState } from './ui/empty-state.tsx';
import { NowProvider } from './ui/now.tsx';
import { say } from './words/say.ts';

export interface AppProps {
  /** What a signed-in person sees; it may still be on its way. */
  children: ReactNode;
  /** Opens the replica of a person on a server; rejects when this computer's storage fails. */
  openReplica: (user: SessionUser, server: string) => Promise<Replica>;
  /** Unsent work as a file, where the storage fails; null: there is none. */
  unsentFile: (user: SessionUser, server: string) => Promise<UnsentWorkFile | null>;
}

/** Everything inside the providers. */
export function App({ children, openReplica, unsentFile }: AppProps) {
  const phase = useSessionState((state) => state.phase);
  const user = useSessionState((state) => state.user);
  const server = useSessionState((state) => state.server);
  const shown = phase === 'signed_in' || phase === 'expired' ? user : null;
  const { replica, failed } = useOpenReplica(shown, server, openReplica);
  if (phase === 'starting') return null;
  if (shown === null) return <SignInScreen />;
  if (failed) return <CannotOpen user={shown} server={server} unsentFile={unsentFile} />;
  if (replica === null) return <Opening />;
  return (
    <ReplicaContext value={replica}>
      <NowProvider now={replica.now}>
        <Suspense fallback={<Opening />}>{children}</Suspense>
      </NowProvider>
    </ReplicaContext>
  );
}

const LONG_MS = 2_000;

// Usually there is nothing to see; after an update the data may have to be brought up to date first.
function Opening() {
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), LONG_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!long) return null;
  return (
    <EmptyState title={say('Opening your data')}>
      {say('After an update this can take a few minutes. Nothing gets lost; please leave Callbook open.')}
    </EmptyState>
  );
}

// A change of name or role keeps the replica: only another person or another server opens another one.
function useOpenReplica(user: SessionUser | null, server: string, open: AppProps['openReplica']) {
  const [state, setState] = useState<{ replica: Replica | null; failed: boolean }>({
    replica: null,
    failed: false,
  });
  const person = useRef(user);
  useEffect(() => {
    person.current = user;
  });
  const userId = user?.id ?? null;
  useEffect(() => {
    if (userId === null || person.current === null) return;
    let current = true;
    const opening = open(person.current, server);
    opening.then(
      (replica) => current && setState({ replica, failed: false }),
      () => current && setState({ replica: null, failed: true }),
    );
    return () => {
      current = false;
      setState({ replica: null, failed: false });
      void opening.then(
        (replica) => replica.close(),
        () => undefined,
      );
    };
  }, [userId, server, open]);
  return state;
}

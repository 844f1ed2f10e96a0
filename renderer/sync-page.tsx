// The sync screen with the sign-in form in it, for when the server wants the password again.
import { SignInForm } from './features/session/sign-in-form.tsx';
import { SyncScreen } from './features/sync/sync-screen.tsx';

/** The page of #/sync. */
export function SyncPage() {
  return <SyncScreen signIn={<SignInForm again />} />;
}

// The first screen on a computer: which server, who, and a word about what happens without a network.
import { useSessionState } from '../../session/session-context.tsx';
import { Mark } from '../../ui/app-shell.tsx';
import { say } from '../../words/say.ts';
import css from './sign-in.module.css';
import { SignInForm } from './sign-in-form.tsx';

/** Shown as long as nobody is signed in. */
export function SignInScreen() {
  const notice = useSessionState((state) => state.notice);
  const insecure = useSessionState((state) => state.insecure_storage);
  return (
    <main className={css.screen}>
      <div className={css.card}>
        <div className={css.head}>
          <Mark size={38} />
          <h1 className={css.title}>Callbook</h1>
        </div>
        {notice && (
          <p className={css.notice} role="status">
            {notice}
          </p>
        )}
        <SignInForm />
        <p className={css.foot}>
          {insecure
            ? say('This computer has no key store, so Callbook will ask for the password at every start.')
            : say(
                'The network is needed for the first sign-in only. After that everything works without it.',
              )}
        </p>
      </div>
    </main>
  );
}

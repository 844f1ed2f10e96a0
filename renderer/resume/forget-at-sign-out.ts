// Résumés are other people's papers: whoever signs out leaves none behind, whether or not his leads stay on the device.
import type { Session } from '../session/session-types.ts';
import type { ResumeStore } from './resume-store.ts';

/** Watches the session for as long as the page lives. */
export function forgetAtSignOut(
  session: Pick<Session, 'store'>,
  resumes: Pick<ResumeStore, 'clear'>,
  report: (message: string) => void,
): void {
  session.store.subscribe((state, before) => {
    if (before.user === null || state.user !== null) return;
    resumes.clear().catch((fault: unknown) => report(`résumés: ${String(fault)}`));
  });
}

// What stands behind the sign-in: the replicas with their database, and the screens. The page asks for it as soon as it
// starts, and shows the sign-in without waiting for it.
import type { ReplicaDeps } from './replica/open.ts';
import { createReplicaOpener } from './replica/opener.ts';
import { createPageJournal } from './replica/page-journal.ts';
import { createResumeStore } from './resume/resume-store.ts';
import { createAppRouter, fetchScreens } from './router.tsx';
import { Screens } from './screens.tsx';

/** Builds it once. Deps: those of every replica; without a journal it lies in the page's storage. */
export function createInside(deps: ReplicaDeps) {
  const resumes = createResumeStore({ now: Date.now, ...(deps.seal ? { seal: deps.seal } : {}) });
  const router = createAppRouter();
  return {
    opener: createReplicaOpener({ journal: createPageJournal(window.localStorage, deps.report), ...deps }),
    resumes,
    screens: <Screens router={router} resumes={resumes} />,
    /** Fetches the code of every screen, for a time without a network. */
    fetchScreens,
  };
}

export type Inside = ReturnType<typeof createInside>;

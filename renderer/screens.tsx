// The screens of a signed-in person, with what they share.
import { RouterProvider } from '@tanstack/react-router';
import { ResumeShelfProvider } from './resume/resume-context.tsx';
import type { ResumeStore } from './resume/resume-store.ts';
import type { createAppRouter } from './router.tsx';

export interface ScreensProps {
  router: ReturnType<typeof createAppRouter>;
  /** Where the résumés of this device are kept. */
  resumes: ResumeStore;
}

export function Screens({ router, resumes }: ScreensProps) {
  return (
    <ResumeShelfProvider store={resumes}>
      <RouterProvider router={router} />
    </ResumeShelfProvider>
  );
}

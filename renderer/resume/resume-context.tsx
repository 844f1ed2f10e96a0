// Gives the shelf of the signed-in person's résumés to the screens, and fetches those of new leads ahead.
import { createContext, type ReactNode, useContext, useEffect, useMemo } from 'react';
import { useReplica } from '../replica/replica-context.tsx';
import { useServerFetch } from '../session/session-context.tsx';
import { fetchAhead } from './fetch-ahead.ts';
import { createResumeShelf, type ResumeShelf } from './resume-shelf.ts';
import type { ResumeStore } from './resume-store.ts';

async function warmParts(): Promise<void> {
  const [pdf] = await Promise.all([
    import('./pdf-document.ts'),
    import('./pdf-pages.tsx'),
    import('./docx-parts.tsx'),
  ]);
  pdf.warmPdf();
}

const ShelfContext = createContext<ResumeShelf | null>(null);

/** Stands inside the replica's context. */
export function ResumeShelfProvider({ store, children }: { store: ResumeStore; children: ReactNode }) {
  const replica = useReplica();
  const fetch = useServerFetch();
  const shelf = useMemo(
    () => createResumeShelf({ store, owner: replica.user_id, fetch }),
    [store, replica, fetch],
  );
  useEffect(() => {
    const { desk, sync } = replica;
    // The desktop edition has all of its parts on the disk.
    return fetchAhead({ shelf, desk, status: sync.status, ...(window.callbook ? {} : { warm: warmParts }) });
  }, [shelf, replica]);
  return <ShelfContext value={shelf}>{children}</ShelfContext>;
}

/** The shelf. Throws outside its provider. */
export function useResumeShelf(): ResumeShelf {
  const shelf = useContext(ShelfContext);
  if (shelf === null) throw new Error('useResumeShelf needs a ResumeShelfProvider');
  return shelf;
}

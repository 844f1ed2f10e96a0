// The row of a résumé, whether it is a file or a link.
import type { Intake } from '#domain/intake/intake.ts';
import { shownFileName, shownLinkName } from '../files/shown-name.ts';
import type { Arrived } from './arrived.ts';

export type ResumeRow = ReturnType<typeof resumeRow>;

/** Its columns, but for the lead and the time. Throws where there is neither file nor link: that is checked before. */
export function resumeRow(id: string, { resume: url }: Intake, file: Arrived['file']) {
  if (file) {
    const { name, media_type, size, storage_key, sha256 } = file;
    const kept = { media_type, size, storage_key, sha256 };
    return { id, kind: 'file' as const, name: shownFileName(name), ...kept, url: null };
  }
  if (url === null) throw new Error('an application without a résumé came past its check');
  const nothing = { media_type: null, size: null, storage_key: null, sha256: null };
  return { id, kind: 'link' as const, name: shownLinkName(url), ...nothing, url };
}

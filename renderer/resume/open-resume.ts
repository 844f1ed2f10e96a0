// Opens a résumé in the computer's own program, or a link beside the app, in either edition.

import { say } from '../words/say.ts';
import type { ResumeShelf, WithResume } from './resume-shelf.ts';

/** What came of it. */
export type ResumeOutcome = 'opened' | 'offline' | 'missing' | 'refused' | 'unopenable';

const KEPT_URL_MS = 60_000;

/** From the shelf: a file that is kept here opens without a network. */
export async function openResume(
  lead: WithResume,
  shelf: Pick<ResumeShelf, 'bring'>,
): Promise<ResumeOutcome> {
  const brought = await shelf.bring(lead);
  if (brought.is === 'link') return openLink(brought.url);
  if (brought.is === 'file') return openFile(brought.name, brought.bytes);
  return brought.is === 'too_large' ? 'unopenable' : brought.is;
}

async function openLink(url: string): Promise<ResumeOutcome> {
  if (!/^https?:\/\//i.test(url)) return 'unopenable';
  if (window.callbook) return (await window.callbook.openExternal(url)) ? 'opened' : 'unopenable';
  clickLink(url, { target: '_blank', rel: 'noopener noreferrer' });
  return 'opened';
}

async function openFile(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<ResumeOutcome> {
  if (window.callbook) return (await window.callbook.openFile(name, bytes)) ? 'opened' : 'unopenable';
  const url = URL.createObjectURL(new Blob([bytes]));
  clickLink(url, { download: name });
  setTimeout(() => URL.revokeObjectURL(url), KEPT_URL_MS);
  return 'opened';
}

function clickLink(
  href: string,
  attributes: Partial<Pick<HTMLAnchorElement, 'target' | 'rel' | 'download'>>,
) {
  Object.assign(document.createElement('a'), { href, ...attributes }).click();
}

/** What to say; null when it simply opened. */
export const resumeWords: Readonly<Record<ResumeOutcome, string | null>> = {
  opened: null,
  offline: say(
    'The résumé is still on the server: it opens once the server can be reached, and from then on without it.',
  ),
  missing: say('The server has no résumé of this lead any more.'),
  refused: say('The server did not give the résumé out. Sign in again and retry.'),
  unopenable: say('This computer has no program that opens it.'),
};

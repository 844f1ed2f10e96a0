// Brings a lead's résumé from the server and opens it, in either edition.
import type { Fetch } from '../../replica/wire.ts';

/** What came of it. */
export type ResumeOutcome = 'opened' | 'offline' | 'missing' | 'refused' | 'unopenable';

const WITHIN_MS = 60_000;

/** `fetch` is the page's; in the desktop edition main puts the session on it. */
export async function openResume(leadId: string, name: string, fetch: Fetch): Promise<ResumeOutcome> {
  const response = await answerOf(fetch, `/api/leads/${leadId}/resume`);
  if (response === null || response.status >= 500) return 'offline';
  if (response.status === 404) return 'missing';
  if (!response.ok) return 'refused';
  if (isAttachment(response)) return openFile(name, await response.blob());
  const link: unknown = await response.json();
  const url = typeof link === 'object' && link !== null && 'url' in link ? link.url : null;
  return typeof url === 'string' ? openLink(url) : 'missing';
}

async function answerOf(fetch: Fetch, path: string): Promise<Response | null> {
  try {
    return await fetch(path, { headers: { 'X-Callbook': '1' }, signal: AbortSignal.timeout(WITHIN_MS) });
  } catch (error) {
    if (error instanceof TypeError || error instanceof DOMException) return null;
    throw error;
  }
}

const isAttachment = (response: Response): boolean =>
  response.headers.get('content-disposition')?.startsWith('attachment') === true;

async function openLink(url: string): Promise<ResumeOutcome> {
  if (!/^https?:\/\//i.test(url)) return 'unopenable';
  if (window.callbook) return (await window.callbook.openExternal(url)) ? 'opened' : 'unopenable';
  clickLink(url, { target: '_blank', rel: 'noopener noreferrer' });
  return 'opened';
}

async function openFile(name: string, blob: Blob): Promise<ResumeOutcome> {
  if (window.callbook) {
    const bytes = new Uint8Array(await blob.arrayBuffer());
    return (await window.callbook.openFile(name, bytes)) ? 'opened' : 'unopenable';
  }
  const url = URL.createObjectURL(blob);
  clickLink(url, { download: name });
  setTimeout(() => URL.revokeObjectURL(url), WITHIN_MS);
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
  offline: 'The résumé is kept on the server: it opens once the server can be reached again.',
  missing: 'The server has no résumé of this lead any more.',
  refused: 'The server did not give the résumé out. Sign in again and retry.',
  unopenable: 'This computer has no program that opens it.',
};

// Brings a lead's résumé: from this device where it is kept, else from the server, and keeps it for a time without one.
import type { Lead } from '#domain/lead/lead.ts';
import type { Fetch } from '../replica/wire.ts';
import type { KeptResume, ResumeKey, ResumeStore } from './resume-store.ts';

/** What came of it. `too_large`: it is not shown here, but can be opened in its own program. */
export type Brought =
  | ({ is: 'file' } & KeptResume)
  | { is: 'link'; url: string }
  | { is: 'offline' | 'missing' | 'refused' | 'too_large' };

export interface ResumeShelf {
  bring(lead: WithResume): Promise<Brought>;
  /** Whether the file is on this device. */
  isHere(lead: WithResume): Promise<boolean>;
  /** Drops what belongs to leads that are gone. */
  keepOnly(isHere: (leadId: string) => boolean): Promise<void>;
  /** What is kept on this device. */
  kept(): Promise<{ count: number; bytes: number }>;
  /** Drops all of it. What is needed comes again from the server. */
  forget(): Promise<void>;
}

export type WithResume = Pick<Lead, 'id' | 'resume'>;

const WITHIN_MS = 60_000;
/** Above any limit that a server has by default. */
const MOST_BYTES = 24 * 1024 * 1024;

/** Deps: the store of this device, whose it is, and the page's fetch (main or the page puts the session on it). */
export function createResumeShelf(deps: { store: ResumeStore; owner: string; fetch: Fetch }): ResumeShelf {
  const { store, owner, fetch } = deps;
  return {
    bring: async (lead) => {
      const key = keyOf(lead);
      if (key === null) return { is: 'missing' };
      const kept = await store.get(owner, key);
      if (kept) return { is: 'file', ...kept };
      const brought = await ask(fetch, key);
      if (brought.is === 'file') await store.put(owner, key, brought);
      return brought;
    },
    isHere: async (lead) => {
      const key = keyOf(lead);
      return key !== null && (await store.has(owner, key));
    },
    keepOnly: (isHere) => store.keepOnly(owner, isHere),
    kept: () => store.size(owner),
    forget: () => store.clear(),
  };
}

const keyOf = ({ id, resume }: WithResume): ResumeKey | null =>
  resume && { lead_id: id, name: resume.name, size: resume.size };

async function ask(fetch: Fetch, { lead_id, name }: ResumeKey): Promise<Brought> {
  try {
    const response = await fetch(`/api/leads/${lead_id}/resume`, {
      headers: { 'X-Callbook': '1' },
      signal: AbortSignal.timeout(WITHIN_MS),
    });
    return await broughtFrom(response, name);
  } catch (error) {
    if (error instanceof TypeError || error instanceof DOMException) return { is: 'offline' };
    throw error;
  }
}

async function broughtFrom(response: Response, name: string): Promise<Brought> {
  if (response.status >= 500) return { is: 'offline' };
  if (response.status === 404 || response.status === 410) return { is: 'missing' };
  if (!response.ok) return { is: 'refused' };
  if (!isAttachment(response)) return linkFrom(await response.text());
  if (Number(response.headers.get('content-length')) > MOST_BYTES) return { is: 'too_large' };
  const bytes = new Uint8Array(await response.arrayBuffer());
  const media_type = response.headers.get('content-type') ?? '';
  return bytes.byteLength > MOST_BYTES ? { is: 'too_large' } : { is: 'file', name, media_type, bytes };
}

const isAttachment = (response: Response): boolean =>
  response.headers.get('content-disposition')?.startsWith('attachment') === true;

function linkFrom(text: string): Brought {
  try {
    const body: unknown = JSON.parse(text);
    const url = typeof body === 'object' && body !== null && 'url' in body ? body.url : null;
    return typeof url === 'string' ? { is: 'link', url } : { is: 'missing' };
  } catch (error) {
    // A portal's page instead of the server's answer.
    if (error instanceof SyntaxError) return { is: 'offline' };
    throw error;
  }
}

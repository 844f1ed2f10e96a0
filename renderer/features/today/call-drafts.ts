// What has been typed about a call and not been saved, per lead. Kept at every keystroke, so that a crash or a reload
// loses nothing.
import { OUTCOMES, type Outcome } from '#domain/interaction/interaction.ts';
import { keptJson } from '../../ui/read-kept.ts';

export interface CallDraft {
  outcome: Outcome | null;
  note: string;
  /** When to call back, as typed. */
  when: string;
  /** The order taken in the call, as typed. */
  amount: string;
  poc_id: string | null;
  /** When dialling began, an instant; null before. */
  started_at: string | null;
  /** Why a call was placed outside the hours, with the lead's time; null where nobody had to say. */
  override: string | null;
}

export const EMPTY_DRAFT: CallDraft = {
  outcome: null,
  note: '',
  when: '',
  amount: '',
  poc_id: null,
  started_at: null,
  override: null,
};

const TEXTS = ['note', 'when', 'amount'] as const;
const TEXTS_OR_NULL = ['poc_id', 'started_at', 'override'] as const;

/** The drafts of one person on this computer. */
export function createCallDrafts(
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>,
  userId: string,
) {
  const open = new Map<string, CallDraft>();
  const listeners = new Set<() => void>();
  const nameOf = (leadId: string) => `callbook:call:${userId}:${leadId}`;
  const get = (leadId: string): CallDraft => {
    const known = open.get(leadId);
    if (known) return known;
    const draft = readDraft(storage.getItem(nameOf(leadId)));
    open.set(leadId, draft);
    return draft;
  };
  const put = (leadId: string, draft: CallDraft | null) => {
    open.set(leadId, draft ?? EMPTY_DRAFT);
    if (draft === null) storage.removeItem(nameOf(leadId));
    else storage.setItem(nameOf(leadId), JSON.stringify(draft));
    for (const listener of listeners) listener();
  };
  return {
    /** The same object until it changes. */
    get,
    change: (leadId: string, changes: Partial<CallDraft>) => put(leadId, { ...get(leadId), ...changes }),
    put,
    clear: (leadId: string) => put(leadId, null),
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

export type CallDrafts = ReturnType<typeof createCallDrafts>;

// Whatever does not fit is left out: a draft of another version must never keep the screen from opening.
function readDraft(text: string | null): CallDraft {
  if (text === null) return EMPTY_DRAFT;
  const kept = parsed(text);
  const draft = { ...EMPTY_DRAFT, outcome: OUTCOMES.find((outcome) => outcome === kept['outcome']) ?? null };
  for (const field of TEXTS) draft[field] = textOf(kept[field]) ?? '';
  for (const field of TEXTS_OR_NULL) draft[field] = textOf(kept[field]);
  return draft;
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

function parsed(text: string): Record<string, unknown> {
  const value = keptJson(text);
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

// A part of the settings while it is edited: kept on this computer at every keystroke, held to the domain's rules before
// it is sent, and never written over what somebody else has changed meanwhile.
import { useMemo, useState } from 'react';
import { sameValue } from '#domain/merge/three-way.ts';
import type { FieldIssue } from '#domain/refusal.ts';
import { decideSettings } from '#domain/settings/decide-settings.ts';
import type { Settings } from '#domain/settings/settings.ts';
import { mergePatch } from '#domain/settings/settings-patch.ts';
import { dayIn } from '#domain/time.ts';
import { useLive, useReplica } from '../../replica/replica-context.tsx';
import { apiWords, useApi } from '../../session/use-api.ts';
import { useMay } from '../../session/use-may.ts';
import { sentence } from '../../ui/checked.ts';
import { useKept } from '../../ui/kept.ts';
import { useToasts } from '../../ui/toasts.tsx';
import { say } from '../../words/say.ts';
import { createKeptDraft } from './kept-draft.ts';
import { revertSettings, type SettingKey, type SettingsChange, saveSettings } from './save-settings.ts';

export interface SettingsDraft {
  /** The settings as they stand; null until there are any on this computer. */
  stands: Settings | null;
  /** The settings with what was edited. */
  value: Settings | null;
  change(changes: Partial<Settings>): void;
  dirty: boolean;
  mayChange: boolean;
  busy: boolean;
  /**
   * Words for a field, once it was tried to save; `path` as in a refusal: "states.2.name". `alone`: for the field itself,
   * not for what lies in it.
   */
  at(path: string, alone?: 'alone'): string | undefined;
  /** Why it is not saved. */
  refused: string | null;
  /** Somebody else has changed the same. */
  clash: boolean;
  save(): void;
  discard(): void;
  takeTheirs(): void;
  saveMine(): void;
}

/** `name` tells this part from the others; `title` is its name in words. */
export function useSettingsDraft(name: string, title: string): SettingsDraft {
  const { settings: live, sync, user_id, now } = useReplica();
  const storage = useKept();
  const [kept] = useState(() => createKeptDraft<SettingsChange>(storage, user_id, `settings-${name}`));
  const [draft, setDraft] = useState<SettingsChange | null>(kept.read);
  const [answered, setAnswered] = useState<Settings | null>(null);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<{ words: string; issues: readonly FieldIssue[] } | null>(null);
  const [clash, setClash] = useState<Settings | null>(null);
  const [api, toasts, mayChange] = [useApi(), useToasts(), useMay('settings.change')];
  const synced = useLive(live) ?? null;
  const stands = newer(synced, answered);
  const value = useMemo(() => stands && { ...stands, ...draft?.edited }, [stands, draft]);
  const issues = useMemo(
    () => (value && stands && draft ? issuesOf(stands, value, dayIn(now(), 'UTC')) : []),
    [value, stands, draft, now],
  );
  const put = (next: SettingsChange | null) => {
    setDraft(next);
    kept.write(next);
  };
  const settle = (next: Settings) => {
    setAnswered(next);
    put(null);
    setTried(false);
    setRefusal(null);
    setClash(null);
  };
  const send = async (change: SettingsChange) => {
    setTried(true);
    if (issues.length > 0) return setRefusal({ words: wrongWords(issues), issues: [] });
    setBusy(true);
    const saved = await saveSettings(api, change);
    setBusy(false);
    if (!saved.ok) return setRefusal({ words: apiWords(saved.error), issues: saved.error.errors ?? [] });
    if ('clash' in saved.value) return setClash(saved.value.clash);
    const done = saved.value;
    const keys = Object.keys(change.edited) as SettingKey[];
    settle(done.after);
    sync.now();
    toasts.show({
      words: say('{title}: saved.', { title }),
      undo: async () => {
        const back = await revertSettings(api, done, keys);
        sync.now();
        if (!back.ok) return say('It stays. {api}', { api: apiWords(back.error) });
        if ('clash' in back.value) return say('It was changed again since, and stays.');
        setAnswered(back.value.after);
        return say('{title}: as before.', { title });
      },
    });
  };
  const shown = tried ? [...issues, ...(refusal?.issues ?? [])] : [];
  return {
    stands,
    value,
    mayChange,
    busy,
    clash: clash !== null,
    dirty: draft !== null,
    refused: refusal?.words ?? null,
    at: (path, alone) => {
      const found = shown.find(
        (issue) => issue.path === path || (!alone && issue.path.startsWith(`${path}.`)),
      );
      return found && sentence(found.message);
    },
    change: (changes) => {
      if (!stands) return;
      setRefusal(null);
      const edited = { ...draft?.edited, ...changes };
      const differs = Object.entries(edited).some(([key, of]) => !sameValue(of, stands[key as SettingKey]));
      put(differs ? { base: draft?.base ?? stands, edited } : null);
    },
    save: () => {
      if (draft && !busy) void send(draft);
    },
    discard: () => {
      put(null);
      setRefusal(null);
      setClash(null);
      setTried(false);
    },
    takeTheirs: () => clash && settle(clash),
    saveMine: () => {
      if (!clash || !draft) return;
      const again = { ...draft, base: clash };
      put(again);
      setClash(null);
      void send(again);
    },
  };
}

const newer = (one: Settings | null, other: Settings | null): Settings | null =>
  one && other ? (one.updated_at < other.updated_at ? other : one) : (one ?? other);

function issuesOf(before: Settings, after: Settings, today: string): readonly FieldIssue[] {
  const decided = decideSettings(before, mergePatch(before, after), today);
  return decided.ok ? [] : (decided.error.errors ?? []);
}

const wrongWords = (issues: readonly FieldIssue[]): string =>
  say(
    '{length, plural, one {One thing is not right yet; it is marked.} other {{length} things are not right yet; they are marked.}}',
    { length: issues.length },
  );

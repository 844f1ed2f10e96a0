// Sends what was changed in the settings. What somebody else has changed meanwhile is never overwritten unasked.
import { sameValue } from '#domain/merge/three-way.ts';
import { ok, type Result, refuse } from '#domain/result.ts';
import { type Settings, settingsSchema } from '#domain/settings/settings.ts';
import { mergePatch } from '#domain/settings/settings-patch.ts';
import type { Api, ApiRefusal } from '../../session/api.ts';

export type SettingKey = keyof Settings;

export interface SettingsChange {
  /** The settings over which the person wrote. */
  base: Settings;
  /** What he wrote. */
  edited: Partial<Settings>;
}

/** Before and after the change, or the settings in which somebody else has changed the same. */
export type Saved = { before: Settings; after: Settings } | { clash: Settings };

const PATH = '/api/settings';

/** Reads, compares, and patches only what differs. */
export async function saveSettings(
  api: Api,
  { base, edited }: SettingsChange,
): Promise<Result<Saved, ApiRefusal>> {
  const read = await api.call(settingsSchema, PATH);
  if (!read.ok) return read;
  const now = read.value;
  const keys = Object.keys(edited) as SettingKey[];
  const clashes = keys.some((key) => !sameValue(now[key], base[key]) && !sameValue(now[key], edited[key]));
  if (clashes) return ok({ clash: now });
  return patch(api, now, { ...now, ...edited });
}

/** Puts the fields of a change back as they were. */
export async function revertSettings(
  api: Api,
  { before, after }: { before: Settings; after: Settings },
  keys: readonly SettingKey[],
): Promise<Result<Saved, ApiRefusal>> {
  const pick = (from: Settings) => Object.fromEntries(keys.map((key) => [key, from[key]]));
  return saveSettings(api, { base: after, edited: pick(before) });
}

async function patch(api: Api, now: Settings, wanted: Settings): Promise<Result<Saved, ApiRefusal>> {
  const headers = { 'if-match': `"${now.write_id}"` };
  const body = mergePatch(now, wanted);
  const answer = await api.call(settingsSchema, PATH, { method: 'PATCH', body, headers });
  return answer.ok ? ok({ before: now, after: answer.value }) : refuse(answer.error);
}

// The merge patch that leads from some settings to others, as PATCH /api/settings takes it.
import { type Fields, sameValue } from '../merge/three-way.ts';

/** Only what differs: objects key by key, null for a key that goes, lists and all else as a whole. Source: RFC 7396. */
export function mergePatch(before: Readonly<Fields>, after: Readonly<Fields>): Fields {
  const patch: Fields = {};
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [was, is] = [before[key], after[key]];
    if (sameValue(was, is)) continue;
    patch[key] = isFields(was) && isFields(is) ? mergePatch(was, is) : (is ?? null);
  }
  return patch;
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

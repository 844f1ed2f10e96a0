// The hint while a lead is typed in: who is likely the same one already. It asks in the same way as the server does.
import type { Desk, LikelyDuplicate } from '../desk-types.ts';
import type { Entries } from './entries.ts';
import { digitsOf } from './plain-words.ts';

// National and international writings of one number share their last nine digits.
const TAIL = 9;
const SHORTEST = 6;

const plain = (text: string | null | undefined): string =>
  (text ?? '').trim().replace(/\s+/g, ' ').toLowerCase();
const tailOf = (phone: string | null | undefined): string => {
  const digits = digitsOf(phone ?? '');
  return digits.length < SHORTEST ? '' : digits.slice(-TAIL);
};

/** Deps: the entries that are compared. */
export function createDuplicateFinder(entries: Entries): Desk['likelyDuplicates'] {
  return (lead, limit = 5) => {
    const [email, phone] = [plain(lead.email), tailOf(lead.phone)];
    const named = lead.name && lead.city ? `${plain(lead.name)}\n${plain(lead.city)}` : '';
    const found: LikelyDuplicate[] = [];
    for (const { lead_id, lead: other } of entries.all()) {
      if (other === null || other.deleted_at !== null || other.merged_into_id !== null) continue;
      const why =
        email && plain(other.email) === email
          ? 'email'
          : phone && tailOf(other.phone) === phone
            ? 'phone'
            : named && `${plain(other.name)}\n${plain(other.city)}` === named
              ? 'name'
              : null;
      if (why) found.push({ lead_id, name: other.name, why });
      if (found.length === limit) break;
    }
    return found;
  };
}

import { describe, expect, it } from 'vitest';
import { aLead } from '#domain/testing/builders.ts';
import { duplicateGroups, pairOf } from './duplicate-groups.ts';

const at = (day: number) => ({ created_at: `2026-01-0${day}T00:00:00.000Z` });
const NONE = new Set<string>();

describe('leads that are likely the same', () => {
  const mail = aLead({ name: 'Brot & Sohn', email: 'info@brot.example', ...at(2) });
  const both = aLead({ name: 'Brot', email: 'INFO@brot.example', phone: '+49 431 123456', ...at(1) });
  const phone = aLead({ name: 'Bäckerei Brot', phone: '0431 123456', ...at(3) });
  const other = aLead({ name: 'Milch', city: 'Kiel' });

  it('stand together, the oldest first, with what they share', () => {
    const [group, ...rest] = duplicateGroups([mail, both, phone, other], NONE);
    expect(rest).toEqual([]);
    expect(group).toMatchObject({ id: both.id, matches: ['email', 'phone'] });
    expect(group?.leads.map(({ id }) => id)).toEqual([both.id, mail.id, phone.id]);
  });

  it('are no group any more once somebody has said that they are different', () => {
    expect(duplicateGroups([mail, both], new Set([pairOf(both.id, mail.id)]))).toEqual([]);
    const [group] = duplicateGroups([mail, both, phone], new Set([pairOf(mail.id, both.id)]));
    expect(group?.leads.map(({ id }) => id)).toEqual([both.id, phone.id]);
  });

  it('stay a group of all others where one of several is different', () => {
    const third = aLead({ name: 'Third', email: 'info@brot.example', ...at(4) });
    const [group] = duplicateGroups([mail, both, third], new Set([pairOf(mail.id, third.id)]));
    expect(group?.leads).toHaveLength(3);
  });

  it('are found among ten thousand by looking at each once', () => {
    const many = Array.from({ length: 10_000 }, (_, n) =>
      aLead({ name: `Lead ${n}`, email: `${n % 9_990}@x.example` }),
    );
    const looked = { count: 0 };
    const counted = many.map((lead) =>
      Object.defineProperty({ ...lead }, 'email', {
        get: () => {
          looked.count += 1;
          return lead.email;
        },
      }),
    );
    expect(duplicateGroups(counted, NONE)).toHaveLength(10);
    expect(looked.count).toBeLessThanOrEqual(2 * many.length);
  });
});

import { describe, expect, it } from 'vitest';
import { createIds } from '../ids.ts';
import { reaches, seesAll } from '../sync/scope.ts';
import { isRight, may, RIGHT_NAMES, RIGHTS, type Right, reach } from './rights.ts';
import { ROLES } from './user.ts';

const ids = createIds();
const covered = ids.next();
const [admin, manager, kam] = ROLES.map((role) => ({ id: ids.next(), role, covers: [covered] }));
if (!admin || !manager || !kam) throw new Error('a role is missing');

describe('a right', () => {
  it('is had in full, for one’s own and those covered for, for oneself, or not at all', () => {
    const far = (right: Right, owner: string | null) =>
      [admin, manager, kam].map((actor) => reaches(actor, right, owner));
    expect(far('leads.write', ids.next())).toEqual([true, true, false]);
    expect(far('leads.write', covered)).toEqual([true, true, true]);
    expect(far('leads.write', kam.id)).toEqual([true, true, true]);
    expect(far('leads.write', null)).toEqual([true, true, false]);
    expect(far('leads.merge', covered)).toEqual([true, true, false]);
    expect(far('leads.merge', kam.id)).toEqual([true, true, true]);
    expect(far('devices.revoke', manager.id)).toEqual([true, true, false]);
    expect(far('devices.revoke', covered)).toEqual([true, false, false]);
    expect(far('leads.export', kam.id)).toEqual([true, true, false]);
    expect(reach(kam, 'leads.merge')).toBe('self');
    expect([may(kam, 'leads.merge'), may(kam, 'leads.assign'), may(manager, 'stages.force')]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('has a name of its own kind, so that no other word of a door is taken for one', () => {
    expect(RIGHT_NAMES.filter((name) => !/^[a-z]+\.[a-z]+$/.test(name))).toEqual([]);
    expect([isRight('leads.read'), isRight('user'), isRight('constructor')]).toEqual([true, false, false]);
  });
});

describe('the table of rights', () => {
  it('says of reading leads what the scope of a replica says', () => {
    expect(ROLES.filter((role) => seesAll({ role }))).toEqual(
      ROLES.filter((role) => RIGHTS['leads.read'][role] === 'all'),
    );
  });

  it('gives what is asked by sight alone just as far as leads are seen', () => {
    for (const right of ['leads.write', 'mails.resend'] as const)
      for (const role of ROLES) expect([null, RIGHTS['leads.read'][role]]).toContain(RIGHTS[right][role]);
  });

  it('gives to whoever sees only his own nothing that shows or moves the leads of all', () => {
    const ofAll = ['leads.assign', 'leads.import', 'leads.export', 'performance.recalculate'] as const;
    const limited = ROLES.filter((role) => !seesAll({ role }));
    expect(limited).toEqual(['kam']);
    for (const role of limited) expect(ofAll.filter((right) => may({ role }, right))).toEqual([]);
  });

  it('gives an admin everything', () => {
    expect(RIGHT_NAMES.filter((name) => RIGHTS[name].admin !== 'all')).toEqual([]);
  });
});

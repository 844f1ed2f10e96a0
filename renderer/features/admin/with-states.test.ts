import { describe, expect, it } from 'vitest';
import type { Settings } from '#domain/settings/settings.ts';
import { mayGo, stateNameFrom, withStates, withWay } from './with-states.ts';

const states: Settings['states'] = [
  { name: 'PENDING', category: 'new' },
  { name: 'DEMO', category: 'working' },
  { name: 'WON', category: 'won' },
];
const transitions = [
  { from: 'DEMO', to: ['WON'] },
  { from: 'PENDING', to: ['DEMO', 'WON'] },
];
const [pending, demo, won] = states as [Settings['states'][0], Settings['states'][0], Settings['states'][0]];

describe('the states while they are edited', () => {
  it('take the table of ways along when one is renamed, moved or taken away', () => {
    const renamed = withStates({ states, transitions }, [pending, { ...demo, name: 'TRIAL' }, won]);
    expect(renamed.transitions).toEqual([
      { from: 'TRIAL', to: ['WON'] },
      { from: 'PENDING', to: ['TRIAL', 'WON'] },
    ]);
    expect(withStates({ states, transitions }, [demo, pending, won]).transitions).toEqual(transitions);
    expect(withStates({ states, transitions }, [pending, won]).transitions).toEqual([
      { from: 'PENDING', to: ['WON'] },
    ]);
    expect(withStates({ states, transitions: null }, [pending]).transitions).toBeNull();
  });

  it('go anywhere unless a way is closed, and are not named when all are open', () => {
    const closed = withWay({ states, transitions: null }, 'PENDING', 'WON', false);
    expect(closed).toEqual([{ from: 'PENDING', to: ['DEMO'] }]);
    expect([mayGo(closed, 'PENDING', 'WON'), mayGo(closed, 'DEMO', 'WON')]).toEqual([false, true]);
    expect(withWay({ states, transitions: closed }, 'PENDING', 'WON', true)).toBeNull();
  });

  it('have names as they are stored, however they are typed', () => {
    expect(stateNameFrom('Demo booked')).toBe('DEMO_BOOKED');
    expect(stateNameFrom('to-do!')).toBe('TO_DO');
  });
});

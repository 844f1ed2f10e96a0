// The hours in which a person works, in his own zone: what may wait outside of them is kept for the next morning.
import { type CallHours, DEFAULT_CALL_HOURS } from '../lead/cadence.ts';
import { calendarOf } from '../plan/windows.ts';
import { type Refusal, refusal } from '../refusal.ts';
import { type Actor, reaches } from '../sync/scope.ts';
import { instantOf } from '../time.ts';
import type { User } from './user.ts';

export type Worker = Pick<User, 'time_zone' | 'working_hours'>;

/** The hours that hold: his own, else Monday to Friday, 09:00 to 18:00. */
export const workingHoursOf = ({ working_hours }: Pick<User, 'working_hours'>): CallHours =>
  working_hours ?? DEFAULT_CALL_HOURS;

const calendarFor = (worker: Worker) =>
  calendarOf({ time_zone: worker.time_zone, call_hours: workingHoursOf(worker), closed_dates: null });

/** The first instant from `now` on at which he works; `now` itself while he does, null where he never does. */
export function worksFrom(worker: Worker, now: string): string | null {
  const at = calendarFor(worker).openFrom(Date.parse(now));
  return at === null ? null : instantOf(at);
}

/** Whether he works at `now`. */
export const worksAt = (worker: Worker, now: string): boolean => worksFrom(worker, now) === now;

/** Why this person may not set the working hours of `userId`, or null. */
export const refuseHoursBy = (actor: Actor, userId: string): Refusal | null =>
  reaches(actor, 'hours.set', userId)
    ? null
    : refusal('not_allowed', { detail: 'Only the person himself and admins set this.' });

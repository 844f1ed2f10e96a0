// What the signed-in person may do now: the replica hears of a change, the session knows who signed in.
import { seesAll } from '#domain/sync/scope.ts';
import { useRole } from './use-may.ts';

/** True for who sees all leads of the workspace. */
export const useStaff = (): boolean => seesAll({ role: useRole() });

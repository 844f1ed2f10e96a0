// From which device and program the work under way was asked for. It goes along with the request by itself, since a dozen
// nouns below append to the audit and none of them has anything else to do with devices.
import { AsyncLocalStorage } from 'node:async_hooks';

export interface Origin {
  /** Who proved to be asking; null: nobody, or nobody yet. */
  actor_id: string | null;
  /** The sign-in of his device. */
  device_id: string | null;
  /** What the program calls itself (`X-App-Version`); null: it did not say. */
  app_version: string | null;
}

const origins = new AsyncLocalStorage<Origin>();

const VERSION = /^[\w.+/ -]{1,50}$/;

/** Does the work on behalf of a program that calls itself this; what is no name is left out. */
export function fromProgram<T>(appVersion: string | undefined, work: () => T): T {
  const app_version = appVersion !== undefined && VERSION.test(appVersion) ? appVersion : null;
  return origins.run({ actor_id: null, device_id: null, app_version }, work);
}

/** What the program that asks calls itself; null: it did not say. */
export const programNow = (): string | null => origins.getStore()?.app_version ?? null;

/** Notes who turned out to be asking. */
export function noteDevice(actor_id: string, device_id: string): void {
  const origin = origins.getStore();
  if (origin) Object.assign(origin, { actor_id, device_id });
}

/**
 * Device and program of what this person does now (null: the public). Nothing for anybody else: the server acts on its own
 * within a request too, and works on several requests at once.
 */
export function originOf(actorId: string | null): Pick<Origin, 'device_id' | 'app_version'> {
  const origin = origins.getStore();
  const is = origin !== undefined && origin.actor_id === actorId;
  return { device_id: is ? origin.device_id : null, app_version: is ? origin.app_version : null };
}

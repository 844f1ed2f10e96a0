// The instant and zone from which a request looks at plans: as asked, else now and the person's own zone.
import type { Clock } from '#domain/time.ts';
import type { AppContext } from '../http/app-env.ts';
import type { Viewpoint } from './read-plans.ts';

/** The viewpoint of a signed-in person. */
export const viewOf = (
  c: AppContext,
  clock: Clock,
  asked: { at?: string | undefined; time_zone?: string | undefined } = {},
): Viewpoint => ({
  at: asked.at ?? clock.now(),
  time_zone: asked.time_zone ?? c.get('identity').user.time_zone,
});

// Who acts in a request, for what records it.
import type { Act } from '../audit/write-audited.ts';
import type { AppContext } from './app-env.ts';

/** The actor and the id of the request. For routes of signed-in people. */
export const actOf = (c: AppContext): Act => ({ actor: c.get('actor'), requestId: c.get('requestId') });

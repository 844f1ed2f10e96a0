// The server as one Hono app: what every request passes, then the nouns.
import { Hono } from 'hono';
import { identityOf } from './auth/identity.ts';
import { createAuthRoutes } from './auth/routes.ts';
import type { Deps } from './deps.ts';
import type { AppEnv, Routes } from './http/app-env.ts';
import { authenticate } from './http/authenticate.ts';
import { createHealthRoutes } from './http/health.ts';
import { routedPath } from './http/path-aliases.ts';
import { createErrorHandler, noRoute } from './http/problem.ts';
import { requestContext } from './http/request-context.ts';
import { createSettingsRoutes } from './settings/routes.ts';
import { createSyncRoutes } from './sync/routes.ts';

/** The app on these deps; it listens to nothing yet. */
export function createApp(deps: Deps): Routes {
  const app = new Hono<AppEnv>({ getPath: routedPath });
  app.onError(createErrorHandler(deps.log));
  app.notFound(noRoute);
  app.use(
    '*',
    requestContext(deps),
    authenticate((token) => identityOf(deps, token)),
  );
  app.route('/', createHealthRoutes(deps));
  app.route('/api/auth', createAuthRoutes(deps));
  app.route('/api/settings', createSettingsRoutes(deps));
  app.route('/api/sync', createSyncRoutes(deps));
  return app;
}

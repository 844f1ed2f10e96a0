// The server as one Hono app: what every request passes, then the nouns.
import { Hono } from 'hono';
import { createAuditRoutes } from './audit/routes.ts';
import { identityOf } from './auth/identity.ts';
import { createPasswordPages } from './auth/page-routes.ts';
import { createAuthRoutes } from './auth/routes.ts';
import { createCustomersRoutes } from './customers/routes.ts';
import { createDashboardRoutes } from './dashboard/routes.ts';
import type { Deps } from './deps.ts';
import { createDeviceRoutes } from './devices/routes.ts';
import { createResumeRoutes } from './files/routes.ts';
import type { AppEnv, Routes } from './http/app-env.ts';
import { createAppPages } from './http/app-pages.ts';
import { authenticate } from './http/authenticate.ts';
import { crossOrigin } from './http/cross-origin.ts';
import { createDocPages } from './http/doc-pages.ts';
import { createHealthRoutes, SERVER_VERSION } from './http/health.ts';
import { openApiOf } from './http/openapi.ts';
import { routedPath } from './http/path-aliases.ts';
import { createErrorHandler, noRoute } from './http/problem.ts';
import { requestContext } from './http/request-context.ts';
import { securityHeaders } from './http/security-headers.ts';
import { createImportRoutes } from './imports/routes.ts';
import { createIntake } from './intake/apply-intake.ts';
import { createIntakeRoutes, handleIntake } from './intake/routes.ts';
import { createInteractionsRoutes, createTimelineRoutes } from './interactions/routes.ts';
import { createExportRoutes } from './leads/export-routes.ts';
import { createLeadsRoutes } from './leads/routes.ts';
import { createOutboxRoutes, createResendRoutes } from './mail/routes.ts';
import { createTemplateRoutes } from './mail/template-routes.ts';
import { createPerformanceRoutes } from './performance/routes.ts';
import { createPocsRoutes } from './pocs/routes.ts';
import { createPrivacyRoutes } from './privacy/routes.ts';
import { createReleaseRoutes, createUpdateRoutes } from './releases/routes.ts';
import { createSettingsRoutes } from './settings/routes.ts';
import { createStorageRoutes } from './storage/routes.ts';
import { createSyncRoutes } from './sync/routes.ts';
import { createUserRoutes } from './users/routes.ts';

/** The app on these deps; it listens to nothing yet. */
export function createApp(deps: Deps): Routes {
  const app = new Hono<AppEnv>({ getPath: routedPath });
  app.onError(createErrorHandler(deps.log));
  const applyIntake = createIntake(deps);
  app.notFound(noRoute);
  app.use(
    '*',
    requestContext(deps),
    securityHeaders(deps.config.PUBLIC_URL),
    crossOrigin(deps.config.CORS_ORIGINS),
    authenticate((token) => identityOf(deps, token)),
  );
  app.route('/', createHealthRoutes(deps));
  app.route('/', createIntakeRoutes(deps));
  app.route('/', createPasswordPages(deps));
  app.route('/api/auth', createAuthRoutes(deps));
  app.route('/api/users', createUserRoutes(deps));
  app.route('/api/devices', createDeviceRoutes(deps));
  app.route('/api/settings', createSettingsRoutes(deps));
  app.route('/api/settings/templates', createTemplateRoutes(deps));
  app.route('/api/sync', createSyncRoutes(deps));
  app.route('/api/leads', createImportRoutes(deps));
  app.route('/api/leads', createExportRoutes(deps));
  app.route(
    '/api/leads',
    createLeadsRoutes(deps, (c, json) => handleIntake(c, { ...deps, applyIntake }, json)),
  );
  app.route('/api/leads', createTimelineRoutes(deps));
  app.route('/api/leads', createResumeRoutes(deps));
  app.route('/api/leads', createResendRoutes(deps));
  app.route('/api/leads', createPrivacyRoutes(deps, 'lead'));
  app.route('/api/pocs', createPocsRoutes(deps));
  app.route('/api/pocs', createPrivacyRoutes(deps, 'poc'));
  app.route('/api/interactions', createInteractionsRoutes(deps));
  app.route('/api/customers', createCustomersRoutes(deps));
  app.route('/api/performance', createPerformanceRoutes(deps));
  app.route('/api/dashboard', createDashboardRoutes(deps));
  app.route('/api/audit-logs', createAuditRoutes(deps));
  app.route('/api/outbox', createOutboxRoutes(deps));
  app.route('/api/releases', createReleaseRoutes(deps));
  app.route('/updates', createUpdateRoutes(deps));
  app.route('/api/storage', createStorageRoutes(deps));
  app.route('/', createAppPages(deps.config.RENDERER_DIR));
  app.route(
    '/',
    createDocPages(() => openApiOf(app.routes, { version: SERVER_VERSION, url: '/' })),
  );
  return app;
}

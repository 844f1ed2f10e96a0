// Every route of the app and the frame around them. Hash routes, so that the desktop and the browser edition are alike.
import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  type RouterHistory,
  redirect,
} from '@tanstack/react-router';
import { TodayScreen } from './features/today/today-screen.tsx';
import { BrokenScreen } from './ui/error-boundary.tsx';
import { UnknownPlace } from './ui/unknown-place.tsx';
import { Workbench } from './workbench.tsx';

const rootRoute = createRootRoute({
  component: () => (
    <Workbench>
      <Outlet />
    </Workbench>
  ),
});
const getParentRoute = () => rootRoute;

const start = () => {
  throw redirect({ to: '/today', replace: true });
};

const routeTree = rootRoute.addChildren([
  createRoute({ getParentRoute, path: '/', beforeLoad: start }),
  createRoute({ getParentRoute, path: '/today', component: TodayScreen }),
  createRoute({
    getParentRoute,
    path: '/leads',
    component: lazyRouteComponent(() => import('./features/leads/leads-screen.tsx'), 'LeadsScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/leads/$id',
    component: lazyRouteComponent(() => import('./features/lead/lead-screen.tsx'), 'LeadScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/new',
    component: lazyRouteComponent(() => import('./features/lead/new-lead-screen.tsx'), 'NewLeadScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/duplicates',
    component: lazyRouteComponent(
      () => import('./features/duplicates/duplicates-screen.tsx'),
      'DuplicatesScreen',
    ),
  }),
  createRoute({
    getParentRoute,
    path: '/import',
    component: lazyRouteComponent(() => import('./features/import/import-screen.tsx'), 'ImportScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/accounts',
    component: lazyRouteComponent(() => import('./features/accounts/accounts-screen.tsx'), 'AccountsScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/beat',
    component: lazyRouteComponent(() => import('./features/beat/beat-screen.tsx'), 'BeatScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/customers',
    component: lazyRouteComponent(
      () => import('./features/customers/customers-screen.tsx'),
      'CustomersScreen',
    ),
  }),
  createRoute({
    getParentRoute,
    path: '/attention',
    component: lazyRouteComponent(() => import('./features/sync/attention-screen.tsx'), 'AttentionScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/sync',
    component: lazyRouteComponent(() => import('./sync-page.tsx'), 'SyncPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/triage',
    component: lazyRouteComponent(() => import('./features/triage/triage-screen.tsx'), 'TriageScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/dashboard',
    component: lazyRouteComponent(
      () => import('./features/dashboard/dashboard-screen.tsx'),
      'DashboardScreen',
    ),
  }),
  createRoute({
    getParentRoute,
    path: '/admin',
    beforeLoad: () => {
      throw redirect({ to: '/admin/$section', params: { section: 'people' }, replace: true });
    },
  }),
  createRoute({
    getParentRoute,
    path: '/admin/$section',
    component: lazyRouteComponent(() => import('./features/admin/admin-screen.tsx'), 'AdminScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/settings',
    component: lazyRouteComponent(() => import('./features/settings/settings-screen.tsx'), 'SettingsScreen'),
  }),
]);

/** The router over a history; the address after # unless told otherwise. */
export const createAppRouter = (history: RouterHistory = createHashHistory()) =>
  createRouter({
    routeTree,
    history,
    defaultErrorComponent: BrokenScreen,
    defaultPreload: 'intent',
    notFoundMode: 'root',
    defaultNotFoundComponent: UnknownPlace,
  });

/** Fetches every screen's code, so that each of them opens without a network. Rejects where one cannot be had now. */
export async function fetchScreens(): Promise<void> {
  const routes: readonly { options: { component?: unknown } }[] = routeTree.children ?? [];
  await Promise.all([
    import('./features/admin/sections.ts').then(({ fetchAdminSections }) => fetchAdminSections()),
    ...routes.map(({ options: { component } }) =>
      typeof component === 'function' && 'preload' in component && typeof component.preload === 'function'
        ? component.preload()
        : undefined,
    ),
  ]);
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}

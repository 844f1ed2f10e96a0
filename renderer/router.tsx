// Every route of the app and the frame around them. Hash routes, so that the desktop and the browser edition are alike.
import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
  type RouterHistory,
} from '@tanstack/react-router';
import { TodayScreen } from './features/today/today-screen.tsx';
import { BrokenScreen } from './ui/error-boundary.tsx';
import { Workbench } from './workbench.tsx';

const root = createRootRoute({
  component: () => (
    <Workbench>
      <Outlet />
    </Workbench>
  ),
  notFoundComponent: () => <BrokenAddress />,
});

const route = <Path extends string>(path: Path, component: NonNullable<Parameters<typeof createRoute>[0]['component']>) =>
  createRoute({ getParentRoute: () => root, path, component });

const leadRoute = createRoute({
  getParentRoute: () => root,
  path: '/leads/$id',
  component: lazyRouteComponent(() => import('./features/lead/lead-screen.tsx'), 'LeadScreen'),
});

const routes = root.addChildren([
  createRoute({
    getParentRoute: () => root,
    path: '/',
    beforeLoad: () => {
      throw redirect({ to: '/today', replace: true });
    },
  }),
  route('/today', TodayScreen),
]);

/** The router over a history; the address after # unless told otherwise. */
export const createAppRouter = (history: RouterHistory = createHashHistory()) =>
  createRouter({ routeTree: routes, history, defaultErrorComponent: BrokenScreen });

// Routes in links and on the command line; what leads nowhere in the program is not followed.
import { ROUTE } from '../ipc/route.ts';

const LINK = /^callbook:\/\/open(\/[^?#]*)/;
/** The short form that stands in mails and calendars. */
const LEAD = /^callbook:\/\/lead\/([^/?#]+)\/?$/;

/** The route in `callbook://open/<route>` or `callbook://lead/<id>`; null for any other address. */
export function routeFromLink(link: string): string | null {
  const lead = LEAD.exec(link)?.[1];
  return known(lead === undefined ? LINK.exec(link)?.[1] : `/leads/${lead}`);
}

/** The route in a link or in `--route=/<route>`, the last one given; null when that is none. */
export function routeFromArgv(argv: readonly string[]): string | null {
  const asked = argv.filter((argument) => /^(callbook:\/\/|--route=)/.test(argument)).at(-1) ?? '';
  const route = /^--route=(.*)$/.exec(asked)?.[1];
  return route === undefined ? routeFromLink(asked) : known(route);
}

const known = (route: string | undefined): string | null =>
  route !== undefined && ROUTE.test(route) ? route : null;

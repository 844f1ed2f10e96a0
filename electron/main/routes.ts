// Routes that may be asked for from outside the page: by the command line, a second start, or a link.

const ROUTE = /^\/(today|leads(\/[0-9a-f-]{36})?|accounts|attention|sync|new|beat|dashboard|admin|settings)$/;
const LINK = /^callbook:\/\/open(\/[^?#]*)/;

/** The route in `callbook://open/<route>` or `--route=/<route>`, the last one given; null when none is known. */
export function routeFromArgv(argv: readonly string[]): string | null {
  const asked = argv
    .map((argument) => LINK.exec(argument)?.[1] ?? /^--route=(.*)$/.exec(argument)?.[1])
    .findLast((route) => route !== undefined);
  return asked !== undefined && ROUTE.test(asked) ? asked : null;
}

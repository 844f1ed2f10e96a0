// The routes that may be asked for from outside the page: by a link, the command line, a second start, a notification.

/** A route as it stands after the `#`, without its search. */
export const ROUTE =
  /^\/(today|triage|leads(\/[0-9a-f-]{36})?|accounts|customers|attention|sync|new|beat|dashboard|admin(\/outbox)?|settings)$/;

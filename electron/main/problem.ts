// Answers that main makes itself in the server's stead, in the server's own shape of an error.

/** A problem+json answer (RFC 9457) with a `code` that the page can tell from the server's own. */
export function problem(status: number, code: string, title: string, detail: string): Response {
  const body = { type: 'about:blank', title, status, detail, code, request_id: null };
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/problem+json' },
  });
}

/** The server has said that the account is switched off. */
export const switchedOffProblem = (): Response =>
  problem(401, 'account_inactive', 'Switched off', 'This account is switched off.');

/** The server has revoked this computer. */
export const revokedProblem = (): Response =>
  problem(401, 'device_revoked', 'Removed', 'This computer was removed from Callbook.');

/** The server could not be reached, or did not answer in time. */
export const offlineProblem = (): Response =>
  problem(503, 'offline', 'No connection', 'The server could not be reached.');

// Electron's `protocol`: custom schemes, and the answers of their handlers.
import type { Host, SchemeHandler } from './host.ts';
import { notDone, strict } from './not-done.ts';

type Privileged = { scheme: string; privileges?: object };

/** The module, for the one session that there is. */
export function createProtocol(host: Host) {
  return strict('protocol', {
    registerSchemesAsPrivileged(schemes: Privileged[]): void {
      if (host.isReady)
        throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
      for (const { scheme } of schemes) host.schemes.add(scheme);
    },
    handle(scheme: string, handler: SchemeHandler): void {
      if (!host.schemes.has(scheme))
        notDone(`protocol.handle for the scheme ${scheme}, which was not registered`);
      if (host.handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
      host.handlers.set(scheme, handler);
    },
    unhandle: (scheme: string): void => void host.handlers.delete(scheme),
    isProtocolHandled: (scheme: string): boolean => host.handlers.has(scheme),
  });
}

export type PageRequest = {
  /** As Chromium knows it. */
  url: string;
  method: string;
  headers: Record<string, string>;
  body: Uint8Array<ArrayBuffer> | ReadableStream | null;
  signal: AbortSignal;
};

/** Lets the scheme's handler answer a request of the page. A handler that fails answers 500 and is reported. */
export async function answerPage(host: Host, request: PageRequest): Promise<Response> {
  const url = host.schemes.toApp(request.url);
  const handler = host.handlers.get(new URL(url).protocol.slice(0, -1));
  if (handler === undefined) return new Response('no handler', { status: 502 });
  const init: RequestInit & { duplex: 'half' } = {
    method: request.method,
    headers: appHeaders(host, request.headers),
    body: request.body,
    signal: request.signal,
    duplex: 'half',
  };
  try {
    return await handler(new Request(url, init));
  } catch (fault) {
    if (!request.signal.aborted) console.error('electron stand-in: the protocol handler failed', fault);
    return new Response('handler failed', { status: 500 });
  }
}

/** Origin and Referer in the app's own scheme; what belongs to this connection stays out. */
function appHeaders(host: Host, headers: Record<string, string>): Headers {
  const out = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    const lower = name.toLowerCase();
    if (lower.startsWith(':') || ['host', 'connection', 'transfer-encoding'].includes(lower)) continue;
    if (lower === 'origin') out.set(lower, host.schemes.toAppOrigin(value));
    else if (lower === 'referer') out.set(lower, host.schemes.toApp(value));
    else out.set(lower, value);
  }
  return out;
}

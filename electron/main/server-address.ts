// Which sync server the app talks to: checking an address a person typed, and choosing among what is known at start.
import { ok, type Result, refuse } from '#domain/result.ts';
import type { AddressRefusal } from '../ipc/contract.ts';

/** Where the server of this machine listens by default. */
export const DEFAULT_SERVER = 'http://127.0.0.1:4780';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;
const HAS_SCHEME = /^[a-z][a-z0-9+.-]*:\/\//i;

/**
 * An address as it is kept: scheme, host, port and path prefix, no slash at the end. A missing scheme is https, on
 * loopback http. Refused: what is no address (`bad_address`), and http beyond this machine (`insecure_address`).
 */
export function parseServerAddress(text: string): Result<string, AddressRefusal> {
  const url = toUrl(text.trim());
  if (url === null) return refuse({ code: 'bad_address', detail: 'This is not the address of a server.' });
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    return refuse({
      code: 'bad_address',
      detail: 'The address may hold no name, password, question or anchor.',
    });
  }
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && LOOPBACK.test(url.hostname))) {
    return refuse({
      code: 'insecure_address',
      detail: 'The address of a server elsewhere begins with https://.',
    });
  }
  return ok(`${url.origin}${url.pathname.replace(/\/+$/, '')}`);
}

function toUrl(text: string): URL | null {
  if (text === '' || /\s/.test(text)) return null;
  if (HAS_SCHEME.test(text)) return parsed(text);
  const bare = parsed(`https://${text}`);
  return bare !== null && LOOPBACK.test(bare.hostname) ? parsed(`http://${text}`) : bare;
}

function parsed(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}

/** The value of `--server=<url>` on the command line, or null. */
export function serverFromArgv(argv: readonly string[]): string | null {
  const prefix = '--server=';
  return argv.findLast((argument) => argument.startsWith(prefix))?.slice(prefix.length) ?? null;
}

/** The first of the candidates (command line, kept choice) that is a good address, else the default one. */
export function chooseServer(candidates: readonly (string | null)[]): string {
  for (const candidate of candidates) {
    const address = candidate === null ? null : parseServerAddress(candidate);
    if (address?.ok) return address.value;
  }
  return DEFAULT_SERVER;
}

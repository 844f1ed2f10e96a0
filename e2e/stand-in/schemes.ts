// A custom scheme cannot be given to a Chromium from outside, so `app://bundle/x` is loaded there as
// `http://bundle.app.localhost/x`: a secure context with an origin of its own. Both directions of that.

export class Schemes {
  private readonly names = new Set<string>();

  add(name: string): void {
    this.names.add(name);
  }

  has(name: string): boolean {
    return this.names.has(name);
  }

  list(): string[] {
    return [...this.names];
  }

  /** The address that Chromium loads; of a foreign scheme it is the same one. */
  toChromium(url: string): string {
    const { protocol, host, pathname, search, hash } = new URL(url);
    const name = protocol.slice(0, -1);
    return this.has(name) ? `http://${host}.${name}.localhost${pathname}${search}${hash}` : url;
  }

  /** The address that the app sees; of a foreign page it is the same one. */
  toApp(url: string): string {
    const [, host, name, rest] =
      /^http:\/\/(.+)\.([a-z][a-z0-9+-]*)\.localhost(?::\d+)?(\/.*)?$/s.exec(url) ?? [];
    return name !== undefined && this.has(name) ? `${name}://${host}${rest ?? '/'}` : url;
  }

  /** The origin that the app sees, without a slash at its end. */
  toAppOrigin(origin: string): string {
    return this.toApp(`${origin}/`).replace(/\/$/, '');
  }
}

/** Scheme and host of an address, for custom schemes too, whose `URL.origin` is "null" outside Chromium. */
export function originOf(url: string): string {
  if (!URL.canParse(url)) return 'null';
  const { protocol, host } = new URL(url);
  return `${protocol}//${host}`;
}

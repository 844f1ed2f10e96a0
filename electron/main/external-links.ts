// What may leave the app for the system: web pages, mail, telephone numbers. Every other scheme can start programs.

const ALLOWED = new Set(['https:', 'mailto:', 'tel:']);

/** The address as it may be opened, or null when it is none of https, mailto, tel. */
export function externalAddress(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  if (!ALLOWED.has(url.protocol)) return null;
  // A name before the host makes another host look like a known one.
  if (url.protocol === 'https:' && (url.username !== '' || url.password !== '')) return null;
  return url.href;
}

/** The tel: address of a number as people write it, or null when it holds no digits. */
export function telephoneAddress(number: string): string | null {
  const digits = number.replace(/[^\d*#]/g, '');
  if (!/\d/.test(digits)) return null;
  return `tel:${number.trim().startsWith('+') ? '+' : ''}${encodeURIComponent(digits)}`;
}

/** The parts of Electron that are used. */
export type LinkDeps = {
  openExternal: (url: string) => Promise<void>;
  writeText: (text: string) => void;
  /** The name of the program that opens such addresses, empty when there is none. */
  programFor: (url: string) => string;
};

/** Opens links and telephone numbers outside the app. */
export function createExternalLinks(deps: LinkDeps): {
  open(url: string): Promise<boolean>;
  dial(number: string): Promise<'dialled' | 'copied'>;
} {
  return {
    open: async (text) => {
      const url = externalAddress(text);
      if (url === null) return false;
      return deps.openExternal(url).then(
        () => true,
        () => false,
      );
    },
    dial: async (number) => {
      const url = telephoneAddress(number);
      if (url !== null && deps.programFor(url) !== '') {
        const opened = await deps.openExternal(url).then(
          () => true,
          () => false,
        );
        if (opened) return 'dialled';
      }
      deps.writeText(number.trim());
      return 'copied';
    },
  };
}

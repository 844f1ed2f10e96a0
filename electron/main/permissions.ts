// What the page may ask of the system: everything is refused but the few things that it uses.
import { APP_ORIGIN } from './app-protocol.ts';

const GRANTED = new Set(['notifications', 'persistent-storage', 'clipboard-sanitized-write']);

/** Whether the permission is given to a page of this origin. */
export const isGranted = (permission: string, origin: string): boolean =>
  GRANTED.has(permission) && origin.replace(/\/$/, '') === APP_ORIGIN;

/** The part of Electron's session that is used. */
export type PermissionSession = {
  setPermissionRequestHandler(
    handler: (
      contents: unknown,
      permission: string,
      answer: (granted: boolean) => void,
      details: { requestingUrl: string },
    ) => void,
  ): void;
  setPermissionCheckHandler(
    handler: (contents: unknown, permission: string, origin: string) => boolean,
  ): void;
};

/** Sets both handlers: the one for questions and the one for looks. */
export function setUpPermissions(session: PermissionSession): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) =>
    answer(isGranted(permission, originOf(details.requestingUrl))),
  );
  session.setPermissionCheckHandler((_contents, permission, origin) => isGranted(permission, origin));
}

// A custom scheme's `origin` is "null" outside Chromium, so it is put together by hand.
function originOf(url: string): string {
  if (!URL.canParse(url)) return '';
  const { protocol, host } = new URL(url);
  return `${protocol}//${host}`;
}

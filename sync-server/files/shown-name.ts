// What a sent file or link is called on the screen: never a path, never longer than the lead's field takes.

const LONGEST = 300;

/** The last part of the sender's file name, without control characters. */
export function shownFileName(given: string): string {
  const last = given.split(/[\\/]/).at(-1) ?? '';
  return cut(last.replaceAll(/\p{C}/gu, '').trim()) || 'resume';
}

/** Host and path of a link: enough to know where it leads. */
export function shownLinkName(url: string): string {
  const { host, pathname } = new URL(url);
  return cut(pathname === '/' ? host : `${host}${pathname}`);
}

/** Cut so that no character is halved; an extension at the end is kept. */
function cut(name: string): string {
  if (name.length <= LONGEST) return name;
  const extension = /\.[A-Za-z0-9]{1,5}$/.exec(name)?.[0] ?? '';
  return `${[...name].slice(0, LONGEST / 2 - extension.length).join('')}${extension}`;
}

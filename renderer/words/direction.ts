// Which way the page is read, for keys that point: the arrows move the way they show, whichever end a row begins at.

/** Whether the page runs from right to left. */
export const isRightToLeft = (): boolean => document.documentElement.dir === 'rtl';

/** The key that goes this way in the order of reading: the arrows change places where that runs from right to left. */
export function readingKey(key: string): string {
  if (!isRightToLeft()) return key;
  return key === 'ArrowLeft' ? 'ArrowRight' : key === 'ArrowRight' ? 'ArrowLeft' : key;
}

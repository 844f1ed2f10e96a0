// The clipboard, in both editions.

/** Puts the text on the clipboard; false where the system does not allow it. */
export async function copyText(text: string): Promise<boolean> {
  if (window.callbook) {
    await window.callbook.copyText(text);
    return true;
  }
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch (error) {
    if (error instanceof DOMException) return false;
    throw error;
  }
}

/** What became of a number that was to be dialled. */
export type Dialled = 'dialled' | 'copied' | 'failed';

/** Hands the number to the phone program, or puts it on the clipboard where there is none. */
export async function dialNumber(number: string): Promise<Dialled> {
  if (window.callbook) return window.callbook.dial(number);
  return (await copyText(number)) ? 'copied' : 'failed';
}

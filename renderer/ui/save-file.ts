// Gives a person a file: the desktop program asks where to, a browser downloads it.

/** False when the person cancelled. */
export async function saveFile(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<boolean> {
  if (window.callbook) return window.callbook.saveFile(name, bytes);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([bytes]));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  return true;
}

// The page on paper: by the system's print dialog, or as a PDF where the person says. What of it is printed is the page's
// own business, by its styles for print.

/** The part of Electron's webContents that is used. */
export type PrintingContents = {
  print(options: object, done: (printed: boolean) => void): void;
  printToPDF(options: object): Promise<Uint8Array>;
};

/** A4 lengthwise by the page's own size, colours of the screen left out. */
const OPTIONS = { printBackground: false, preferCSSPageSize: true };

export type Paper = {
  /** False when nothing was printed: cancelled, or there is no printer. */
  print(): Promise<boolean>;
  /** False when the person cancelled. */
  save(name: string): Promise<boolean>;
};

/** `contents` is the page now, null while there is none. */
export function createPaper(deps: {
  contents: () => PrintingContents | null;
  save: (name: string, bytes: Uint8Array) => Promise<boolean>;
}): Paper {
  return {
    print: async () => {
      const contents = deps.contents();
      if (contents === null) return false;
      return new Promise((resolve) => contents.print({ printBackground: false }, resolve));
    },
    save: async (name) => {
      const contents = deps.contents();
      return contents === null ? false : deps.save(name, await contents.printToPDF(OPTIONS));
    },
  };
}

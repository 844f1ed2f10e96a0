// What was opened and has to be closed again, in the opposite order, whatever happens in between.

export interface Scope {
  /** Answers with what was opened. */
  hold<T extends { close(): Promise<unknown> }>(opened: T): T;
  atEnd(undo: () => Promise<unknown>): void;
  close(): Promise<void>;
}

/** An empty scope. Closing it twice does nothing more. */
export function createScope(): Scope {
  const undo: (() => Promise<unknown>)[] = [];
  return {
    hold: (opened) => {
      undo.push(() => opened.close());
      return opened;
    },
    atEnd: (step) => void undo.push(step),
    close: async () => {
      for (const step of undo.splice(0).reverse())
        await step().catch((fault: unknown) => console.error(String(fault)));
    },
  };
}

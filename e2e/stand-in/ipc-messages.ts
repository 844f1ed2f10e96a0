// What goes over the line between a page's isolated world and main. Bodies are texts made by wire.ts.

/** What the isolated world sends. */
export type FromPage =
  | { kind: 'invoke'; id: number; channel: string; body: string }
  | { kind: 'send'; channel: string; body: string }
  | { kind: 'preload-error'; message: string };
/** What it gets. */
export type ToPage =
  | { kind: 'reply'; id: number; ok: true; body: string }
  | { kind: 'reply'; id: number; ok: false; error: string }
  | { kind: 'event'; channel: string; body: string };

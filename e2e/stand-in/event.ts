// Electron's events: an object that can be told not to do what it announces, and that carries facts of its own.
import type { EventEmitter } from 'node:events';

/** The first argument of every Electron event. */
export class ElectronEvent {
  defaultPrevented = false;

  constructor(facts: Record<string, unknown> = {}) {
    Object.assign(this, facts);
  }

  preventDefault(): void {
    this.defaultPrevented = true;
  }
}

/** Emits an event with the given facts on it and further arguments behind it; tells what its listeners decided. */
export function emitEvent(
  target: EventEmitter,
  name: string,
  facts: Record<string, unknown> = {},
  ...args: unknown[]
): ElectronEvent {
  const event = new ElectronEvent(facts);
  target.emit(name, event, ...args);
  return event;
}

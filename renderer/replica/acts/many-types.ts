// An act over many leads: what is asked, what it would do, and what it has done.
import type { ManyChange } from '#domain/lead/change-many.ts';
import type { Lead } from '#domain/lead/lead.ts';
import type { Refusal } from '#domain/refusal.ts';
import type { Result } from '#domain/result.ts';
import type { When } from './act-types.ts';

/** A change of the leads themselves, or putting them aside. */
export type ManyAct = ManyChange | { kind: 'snooze'; when: When };

/** Leads that it is refused for, all for the same reason. */
export interface ManyRefused {
  refusal: Refusal;
  leads: Pick<Lead, 'id' | 'name'>[];
}

/** What it would do, by what is known of the leads now. */
export interface ManyPreview {
  changed: number;
  /** How many are so already. */
  same: number;
  refused: ManyRefused[];
}

/** What it has done. `undo` takes all of it back at any time, `redo` does it again; twice the same changes nothing. */
export interface ManyDone extends ManyPreview {
  /** It was stopped before its end; what was done until then stands. */
  stopped: boolean;
  undo(): Promise<boolean>;
  redo(): Promise<boolean>;
}

export interface ManyOptions {
  /** Told after each batch. */
  onProgress?(done: number, all: number): void;
  /** Ends it after the batch that is being written. */
  signal?: AbortSignal;
}

/** Refusal: `not_kept`, where nothing could be written. */
export type ManyResult = Promise<Result<ManyDone, Refusal>>;

// Tells notices when their instant comes: looks at what stands, shows what is due, and sets one timer for the next. A timer
// knows nothing of a sleep or of a clock that was put right, so none runs for long, and whoever wakes says so by `look`.
import { decideTelling, type Told } from '#domain/notice/decide-telling.ts';
import type { Notice, NoticeEvent } from '#domain/notice/notice.ts';
import type { Worker } from '#domain/user/working-hours.ts';
import type { NoticeChoices } from '../../session/notice-choices.ts';

export interface TellerDeps {
  now(): string;
  /** What stands; null while it is not known. */
  notices(now: string): readonly Notice[] | null;
  worker(): Worker;
  choices(): NoticeChoices;
  told: { get(): Told; set(told: Told): void };
  /** Shows what came due of an event. */
  show(event: NoticeEvent, notices: readonly Notice[]): void;
}

const LONGEST_MS = 60_000;
const SHORTEST_MS = 250;

export function createTeller(deps: TellerDeps) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = () => {
    clearTimeout(timer);
    const now = deps.now();
    const notices = deps.notices(now);
    if (notices === null) return;
    const choices = deps.choices();
    const { tell, next, told } = decideTelling(notices, {
      ...{ told: deps.told.get(), choices, worker: deps.worker(), now },
    });
    // First remembered: better untold once than told twice.
    deps.told.set(told);
    for (const { event, notices: due } of tell) deps.show(event, due);
    if (next === null) return;
    const wait = Date.parse(next) - Date.parse(now);
    timer = setTimeout(look, Math.min(LONGEST_MS, Math.max(SHORTEST_MS, wait)));
  };
  return { look, close: () => clearTimeout(timer) };
}

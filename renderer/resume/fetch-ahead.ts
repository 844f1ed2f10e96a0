// While there is a network, the résumés of new leads come to the device before anybody asks for them; those of leads that
// are gone leave it.
import type { Desk } from '../replica/desk-types.ts';
import type { Sync } from '../replica/replica-types.ts';
import type { ResumeShelf } from './resume-shelf.ts';

/** Of the newest leads, so that a wave of applications does not fill the device. */
const MOST = 40;
/** Quiet after the last change, in milliseconds: what a person does comes first. */
const QUIET_MS = 1_500;

interface Deps {
  shelf: ResumeShelf;
  desk: Pick<Desk, 'subscribe' | 'ready' | 'list' | 'row'>;
  status: Sync['status'];
  /** Brings what draws them, where nothing else keeps it for a time without a network. */
  warm?: () => Promise<void>;
  quiet_ms?: number;
}

/** Answers with its end. */
export function fetchAhead({ shelf, desk, status, warm, quiet_ms = QUIET_MS }: Deps): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running = false;
  let again = false;
  let ended = false;
  let warmed = warm === undefined;
  const pass = async () => {
    if (desk.ready() !== 'ready') return;
    await shelf.keepOnly((leadId) => desk.row(leadId) !== null);
    for (const lead of wanted(desk)) {
      if (ended || status.getState().state !== 'synced') return;
      if (!warmed) await warm?.();
      warmed = true;
      if (await shelf.isHere(lead)) continue;
      const { is } = await shelf.bring(lead);
      if (is === 'offline' || is === 'refused') return;
    }
  };
  const run = async () => {
    if (running) {
      again = true;
      return;
    }
    running = true;
    // The device may be full: résumés are then brought when they are asked for.
    await pass().catch(() => undefined);
    running = false;
    if (!again || ended) return;
    again = false;
    soon();
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void run(), quiet_ms);
  };
  const stops = [desk.subscribe(soon), status.subscribe(soon)];
  soon();
  return () => {
    ended = true;
    clearTimeout(timer);
    for (const stop of stops) stop();
  };
}

const wanted = (desk: Deps['desk']) =>
  desk
    .list({ categories: ['new'] }, { by: 'created', descending: true })
    .filter(({ lead }) => lead.resume?.kind === 'file')
    .slice(0, MOST)
    .map(({ lead }) => lead);

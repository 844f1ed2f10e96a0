// Looks for updates, loads them, and says how that stands. Nothing is installed while somebody works: it happens when he
// asks for it, or when the program is closed. Knows no Electron; the updater is electron-updater's own.
import { CancellationToken, type UpdateInfo } from 'builder-util-runtime';
import type { AppUpdater } from 'electron-updater';
import type { UpdateState } from '../../ipc/contract.ts';
import { NOTHING, type Updates } from './no-updates.ts';
import { EXPIRED, NOT_SIGNED, signedProvider } from './signed-provider.ts';

export interface UpdatesDeps {
  updater: AppUpdater;
  /** The publisher's, built into the program. */
  publicKey: string;
  /** The server's address now. */
  server: () => string;
  download: UpdateState['download'];
  /** ISO 8601, UTC. */
  now: () => string;
  changed: () => void;
  warn: (message: string) => void;
}

export const CHANNEL = 'latest';
/** A download that would take longer waits until it is asked for. Seconds. */
const PATIENCE_S = 600;
/** Bytes after which the link's rate is believed. */
const SAMPLE_BYTES = 512 * 1024;

export function createUpdates(deps: UpdatesDeps): Updates {
  const { updater } = deps;
  let state: UpdateState = { ...NOTHING, download: deps.download };
  let spare = false;
  let loading: CancellationToken | null = null;
  const set = (change: Partial<UpdateState>) => {
    state = { ...state, ...change };
    deps.changed();
  };
  updater.autoDownload = false;
  updater.autoInstallOnAppQuit = true;
  updater.allowDowngrade = false;
  updater.on('error', (fault) => deps.warn(`updates: ${fault.message}`));

  const failed = (fault: unknown) => set({ status: 'failed', percent: null, problem: problemOf(fault) });

  /** `patient`: the person has asked for it. */
  async function load(patient: boolean): Promise<void> {
    if (loading !== null || state.version === null) return;
    const token = new CancellationToken();
    loading = token;
    const watch = ({ bytesPerSecond, transferred, total, percent }: Progress) => {
      const left = (total - transferred) / Math.max(1, bytesPerSecond);
      if (!patient && transferred > SAMPLE_BYTES && left > PATIENCE_S) token.cancel();
      else set({ percent: Math.floor(percent) });
    };
    updater.on('download-progress', watch);
    set({ status: 'downloading', percent: 0, problem: null });
    try {
      await updater.downloadUpdate(token);
      set({ status: 'ready', percent: null });
    } catch (fault) {
      if (token.cancelled) set({ status: 'waiting', percent: null });
      else failed(fault);
    } finally {
      updater.off('download-progress', watch);
      loading = null;
    }
  }

  async function check(): Promise<void> {
    if (state.status === 'checking' || state.status === 'downloading' || state.status === 'ready') return;
    set({ status: 'checking', problem: null });
    const { publicKey, now } = deps;
    updater.setFeedURL(
      signedProvider({ url: `${deps.server()}/updates/${CHANNEL}`, channel: CHANNEL, publicKey, now }),
    );
    try {
      const found = await updater.checkForUpdates();
      const checked_at = now();
      if (!found?.isUpdateAvailable)
        return set({ status: 'current', version: null, notes: null, checked_at });
      set({
        status: 'waiting',
        version: found.updateInfo.version,
        notes: notesOf(found.updateInfo),
        checked_at,
      });
    } catch (fault) {
      return isNoRelease(fault)
        ? set({ status: 'current', version: null, checked_at: now() })
        : failed(fault);
    }
    if (state.download === 'auto' && !spare) await load(false);
  }

  return {
    state: () => state,
    check,
    download: () => load(true),
    install: () => {
      if (state.status === 'ready') updater.quitAndInstall(false, true);
    },
    setDownload: (download) => set({ download }),
    noteLink: (is) => {
      spare = is;
    },
  };
}

interface Progress {
  bytesPerSecond: number;
  transferred: number;
  total: number;
  percent: number;
}

/** Only plain text is shown. */
function notesOf({ releaseNotes }: UpdateInfo): string | null {
  return typeof releaseNotes === 'string' ? releaseNotes : null;
}

const codeOf = (fault: unknown): string =>
  fault instanceof Error && 'code' in fault ? String(fault.code) : '';

const isNoRelease = (fault: unknown): boolean =>
  fault instanceof Error && 'statusCode' in fault && fault.statusCode === 404;

function problemOf(fault: unknown): UpdateState['problem'] {
  switch (codeOf(fault)) {
    case NOT_SIGNED:
    case 'ERR_UPDATER_INVALID_UPDATE_INFO':
      return 'not_signed';
    case EXPIRED:
      return 'expired';
    case 'ERR_CHECKSUM_MISMATCH':
      return 'damaged';
    case 'ENOSPC':
      return 'disk_full';
    default:
      return 'unreachable';
  }
}

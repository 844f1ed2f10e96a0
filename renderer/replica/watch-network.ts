// What the platform knows before any request does: the network has gone or is back, the machine woke up, the window is
// looked at again. Timers miss a sleep, so the desk looks at the clock on each of these.
import type { RunningDesk } from './desk/desk.ts';
import type { RunningSync } from './sync.ts';

/** Starts watching; answers with its end. */
export function watchNetwork(deps: {
  sync: Pick<RunningSync, 'networkLost' | 'networkBack'>;
  desk: Pick<RunningDesk, 'lookAgain' | 'keep'>;
  onResume?: (listener: () => void) => () => void;
}): () => void {
  const { sync, desk } = deps;
  const back = () => {
    sync.networkBack();
    desk.lookAgain();
  };
  const seen = () => {
    if (document.visibilityState === 'visible') desk.lookAgain();
    else void desk.keep();
  };
  window.addEventListener('offline', sync.networkLost);
  window.addEventListener('online', back);
  document.addEventListener('visibilitychange', seen);
  const stopResume = deps.onResume?.(back);
  if (!navigator.onLine) sync.networkLost();
  return () => {
    window.removeEventListener('offline', sync.networkLost);
    window.removeEventListener('online', back);
    document.removeEventListener('visibilitychange', seen);
    stopResume?.();
  };
}

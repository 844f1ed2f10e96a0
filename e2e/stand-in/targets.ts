// Pages as Chromium's targets: opening one for a window, and meeting those that a page opens by itself, which are
// asked about and closed.
import type { Host } from './host.ts';
import type { WebContents } from './web-contents.ts';

/** Attaches to every new target before it runs, and gives the host its way to open pages. */
export async function watchTargets(host: Host): Promise<void> {
  const expected = new Map<string, (sessionId: string) => void>();
  const early = new Map<string, string>();
  const { cdp } = host;

  cdp.on('Target.attachedToTarget', ({ sessionId, targetInfo, waitingForDebugger }) => {
    const awaited = expected.get(targetInfo.targetId);
    expected.delete(targetInfo.targetId);
    if (awaited !== undefined) return awaited(sessionId);
    const opener = host.allContents().find((contents) => contents.targetId === targetInfo.openerId);
    if (targetInfo.type === 'page' && opener !== undefined) return popUp(host, opener, targetInfo, sessionId);
    if (targetInfo.type === 'page') early.set(targetInfo.targetId, sessionId);
    else if (waitingForDebugger) resume(host, sessionId);
  });
  cdp.on('Target.targetDestroyed', ({ targetId }) => {
    for (const window of [...host.windows.values()]) {
      if (window.webContents.targetId === targetId) window.destroyed();
    }
  });

  host.openTarget = async () => {
    const { targetId } = await cdp.send('Target.createTarget', { url: 'about:blank', newWindow: true });
    const attached = early.get(targetId);
    early.delete(targetId);
    const sessionId = attached ?? (await new Promise<string>((resolve) => expected.set(targetId, resolve)));
    return { targetId, sessionId };
  };
  await cdp.send('Target.setDiscoverTargets', { discover: true });
  await cdp.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true });
}

function resume(host: Host, sessionId: string): void {
  host.cdp.send('Runtime.runIfWaitingForDebugger', {}, sessionId).catch(() => undefined);
}

/** window.open and target=_blank. Where it leads is known at once or from its first request. */
function popUp(
  host: Host,
  opener: WebContents,
  target: { targetId: string; url: string },
  sessionId: string,
): void {
  let decided = false;
  const decide = (url: string): void => {
    if (decided) return;
    decided = true;
    const { action } = opener.askToOpen(host.schemes.toApp(url));
    if (action === 'deny') {
      host.cdp.send('Target.closeTarget', { targetId: target.targetId }).catch(() => undefined);
      return;
    }
    // It stays open, so that whoever asks sees a window that should not be there; main knows nothing of it.
    console.error('electron stand-in: a second window by window.open is not implemented');
    resume(host, sessionId);
  };
  if (target.url !== '' && target.url !== 'about:blank') {
    decide(target.url);
    return;
  }
  host.cdp.on('Fetch.requestPaused', ({ request }) => decide(request.url), sessionId);
  host.cdp
    .send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }, sessionId)
    .then(() => resume(host, sessionId))
    .catch(() => undefined);
}

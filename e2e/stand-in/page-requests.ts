// The page's requests, paused by Chromium: navigations are asked about, those of the app's scheme are answered by
// main, the rest go on their way.
import type { Protocol } from './cdp.ts';
import { emitEvent } from './event.ts';
import { answerPage } from './protocol.ts';
import type { WebContents } from './web-contents.ts';

type Paused = Protocol.Events['Fetch.requestPaused'];

/** Answers requests as long as the page lives. */
export function answerRequests(contents: WebContents): void {
  const running = new Map<string, AbortController>();
  contents.onEvent('Network.loadingFailed', ({ requestId }) => running.get(requestId)?.abort());
  contents.onEvent('Fetch.requestPaused', (paused) => {
    const aborted = new AbortController();
    const key = paused.networkId ?? paused.requestId;
    running.set(key, aborted);
    answer(contents, paused, aborted.signal)
      // A page that is closed or gone on no longer wants its answer.
      .catch((fault) => process.env['STAND_IN_DEBUG'] === '1' && console.error(fault))
      .finally(() => running.delete(key));
  });
}

async function answer(contents: WebContents, paused: Paused, signal: AbortSignal): Promise<void> {
  const { requestId, request } = paused;
  const url = contents.host.schemes.toApp(request.url);
  if (paused.resourceType === 'Document' && !mayNavigate(contents, paused, url)) {
    await contents.command('Fetch.failRequest', { requestId, errorReason: 'Aborted' });
    return;
  }
  const body = shownBody(request);
  // A body that is not shown goes to main over the loopback, as does every request of a foreign scheme on its way.
  if (url === request.url || body === 'not shown') {
    await contents.command('Fetch.continueRequest', { requestId });
    return;
  }
  const { method, headers } = request;
  const response = await answerPage(contents.host, { url: request.url, method, headers, body, signal });
  if (response.headers.get('content-type')?.startsWith('text/event-stream')) {
    await continueWithTicket(contents, paused, response);
    return;
  }
  await contents.command('Fetch.fulfillRequest', {
    requestId,
    responseCode: response.status,
    responseHeaders: [...response.headers].map(([name, value]) => ({ name, value })),
    body: await wholeBody(response, signal),
  });
}

/** Asks main about a navigation that the page or the person began; those that main began are its own. */
function mayNavigate(contents: WebContents, paused: Paused, url: string): boolean {
  const isMainFrame = paused.frameId === contents.targetId;
  if (isMainFrame && contents.loading === paused.request.url) {
    contents.loading = null;
    return true;
  }
  const facts = { url, isMainFrame, isSameDocument: false };
  const frame = emitEvent(contents, 'will-frame-navigate', facts);
  const main = isMainFrame ? emitEvent(contents, 'will-navigate', facts, url) : frame;
  return !frame.defaultPrevented && !main.defaultPrevented;
}

/** The body as the protocol shows it: none, all its bytes, or not, as of files and of large ones. */
function shownBody(request: Paused['request']): Uint8Array<ArrayBuffer> | null | 'not shown' {
  if (['GET', 'HEAD'].includes(request.method)) return null;
  const parts = request.postDataEntries ?? [];
  if (parts.length === 0 || parts.some((part) => part.bytes === undefined)) return 'not shown';
  return new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(part.bytes ?? '', 'base64'))));
}

async function continueWithTicket(contents: WebContents, paused: Paused, response: Response): Promise<void> {
  const { header, ticket } = contents.host.leaveAnswer(response);
  const headers = Object.entries({ ...paused.request.headers, [header]: ticket });
  await contents.command('Fetch.continueRequest', {
    requestId: paused.requestId,
    headers: headers.map(([name, value]) => ({ name, value })),
  });
}

async function wholeBody(response: Response, signal: AbortSignal): Promise<string> {
  if (response.body === null) return '';
  const reader = response.body.getReader();
  signal.addEventListener('abort', () => void reader.cancel().catch(() => undefined));
  const parts: Uint8Array[] = [];
  for (let part = await reader.read(); !part.done; part = await reader.read()) parts.push(part.value);
  return Buffer.concat(parts).toString('base64');
}

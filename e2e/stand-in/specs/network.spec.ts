// The app's own scheme: documents, bodies, streams, aborts, and being offline.
import { expect, seenBy, test } from '../fixture.ts';

test('the handler sees the address and the origin under the app scheme', async ({ desktop }) => {
  await desktop.page.evaluate(() =>
    fetch('/status', { method: 'POST', body: 'x' }).then((answer) => answer.status),
  );
  const { requests } = await seenBy(desktop);
  const post = requests.find((request) => request.method === 'POST');
  expect(post?.url).toBe('app://fixture/status');
  expect(post?.headers['origin']).toBe('app://fixture');
});

test('an answer keeps its status and headers', async ({ desktop: { page } }) => {
  const answer = await page.evaluate(async () => {
    const { status, headers } = await fetch('/status');
    return [status, headers.get('x-answer')];
  });
  expect(answer).toEqual([204, 'yes']);
});

test('a handler that throws is a 500', async ({ desktop: { page } }) => {
  expect(await page.evaluate(() => fetch('/broken').then((answer) => answer.status))).toBe(500);
});

for (const [kind, size] of [
  ['small text', 1_000],
  ['five megabytes of bytes', 5_000_000],
  ['a form with a file', 3_000_000],
] as const) {
  test(`a request body arrives whole: ${kind}`, async ({ desktop: { page } }) => {
    const [answer, sum] = await page.evaluate(
      async ([name, length]) => {
        const bytes = Uint8Array.from({ length }, (_, at) => at % 128);
        const form = new FormData();
        form.append('resume', new File([bytes], 'resume.pdf', { type: 'application/pdf' }));
        const body =
          name === 'a form with a file'
            ? form
            : name === 'small text'
              ? new TextDecoder().decode(bytes)
              : bytes;
        const got = await fetch('/body', { method: 'POST', body }).then((response) => response.json());
        return [got, bytes.reduce((total, byte) => (total + byte) % 65521, 0)];
      },
      [kind, size] as const,
    );
    if (kind === 'a form with a file') {
      expect(answer.type).toContain('multipart/form-data; boundary=');
      expect(answer.length).toBeGreaterThan(size);
    } else {
      expect(answer).toMatchObject({ length: size, sum });
    }
  });
}

test('an answer of ten megabytes arrives whole', async ({ desktop: { page } }) => {
  const [length, allSevens] = await page.evaluate(async () => {
    const bytes = new Uint8Array(await (await fetch('/large')).arrayBuffer());
    return [bytes.length, bytes.every((byte) => byte === 7)];
  });
  expect([length, allSevens]).toEqual([10 * 1024 * 1024, true]);
});

test('an event stream arrives while it runs, and main learns when the page has gone', async ({ desktop }) => {
  const got = await desktop.page.evaluate(async () => {
    const stop = new AbortController();
    const { body } = await fetch('/events', { signal: stop.signal });
    const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    while (reader && !text.includes('data: 3')) text += (await reader.read()).value;
    stop.abort();
    return text;
  });
  expect(got).toContain('data: 0\n\ndata: 1\n\ndata: 2\n\n');
  await expect.poll(async () => (await seenBy(desktop)).aborted).toContain('/events');
});

for (const [method, path] of [
  ['GET', '/never-get'],
  ['POST', '/never-post'],
] as const) {
  test(`a ${method} that the page gives up is aborted in main`, async ({ desktop }) => {
    await desktop.page.evaluate(
      ([verb, address]) => {
        const stop = new AbortController();
        Reflect.set(globalThis, 'giveUp', () => stop.abort());
        const body = verb === 'POST' ? new Blob(['x'.repeat(2_000_000)]) : null;
        fetch(address, { method: verb, body, signal: stop.signal }).catch(() => undefined);
      },
      [method, path] as const,
    );
    await expect.poll(async () => (await seenBy(desktop)).started).toContain(path);
    await desktop.page.evaluate(() => Reflect.get(globalThis, 'giveUp')());
    await expect.poll(async () => (await seenBy(desktop)).aborted).toContain(path);
  });
}

test('the policy of the answer stops inline script and foreign requests', async ({ desktop: { page } }) => {
  const broken = await page.evaluate(async () => {
    const directives: string[] = [];
    const both = new Promise<void>((resolve) => {
      document.addEventListener('securitypolicyviolation', (violation) => {
        if (directives.push(violation.effectiveDirective) === 2) resolve();
      });
    });
    const script = document.createElement('script');
    script.textContent = 'globalThis.injected = true';
    document.head.append(script);
    fetch('https://example.org/').catch(() => undefined);
    await both;
    return { directives: directives.sort(), injected: Reflect.get(globalThis, 'injected') };
  });
  expect(broken).toEqual({ directives: ['connect-src', 'script-src-elem'], injected: undefined });
});

test('offline, what main answers itself still loads, and the page knows', async ({ desktop: { page } }) => {
  await page.context().setOffline(true);
  const offline = await page.evaluate(async () => {
    const path = '/lazy.js';
    const { lazy } = await import(path);
    const posted = await fetch('/body', { method: 'POST', body: 'x' }).then((answer) => answer.status);
    return { onLine: navigator.onLine, lazy, posted };
  });
  expect(offline).toEqual({ onLine: false, lazy: 'loaded later', posted: 200 });
  await page.context().setOffline(false);
  expect(await page.evaluate(() => navigator.onLine)).toBe(true);
});

test('a worker runs from the app scheme and asks it in turn', async ({ desktop: { page } }) => {
  const answer = await page.evaluate(
    () =>
      new Promise((resolve) => {
        const worker = new Worker('/worker.js', { type: 'module' });
        worker.onmessage = ({ data }) => resolve(data);
        worker.postMessage('hi');
      }),
  );
  expect(answer).toBe('HI 204');
});

test('a route of the spec answers beside main', async ({ desktop: { page } }) => {
  await page.route('**/invented', (route) => route.fulfill({ status: 200, body: 'by the spec' }));
  expect(await page.evaluate(() => fetch('/invented').then((answer) => answer.text()))).toBe('by the spec');
  expect(await page.evaluate(() => fetch('/status').then((answer) => answer.status))).toBe(204);
});

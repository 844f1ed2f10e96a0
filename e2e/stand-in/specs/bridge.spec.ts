// The page and main, with a preload between them.
import { expect, test } from '../fixture.ts';

test('values keep their kind on the way to main and back', async ({ desktop: { page } }) => {
  const kinds = await page.evaluate(async () => {
    const sent = {
      text: 'ä€',
      bytes: new Uint8Array([0, 1, 255]),
      when: new Date(5),
      map: new Map([['a', new Set([1])]]),
      big: 12n,
      none: undefined,
      nothing: null,
      minusZero: -0,
      list: [1, [2]],
    };
    const back = (await desk.echo(sent)) as typeof sent;
    return [
      back.text,
      back.bytes instanceof Uint8Array && [...back.bytes],
      back.when instanceof Date && back.when.getTime(),
      back.map.get('a')?.has(1),
      String(back.big),
      'none' in back && back.none === undefined,
      back.nothing,
      Object.is(back.minusZero, -0),
      back.list,
    ];
  });
  expect(kinds).toEqual(['ä€', [0, 1, 255], 5, true, '12', true, null, true, [1, [2]]]);
});

test('a megabyte of bytes comes back whole', async ({ desktop: { page } }) => {
  const same = await page.evaluate(async () => {
    const sent = Uint8Array.from({ length: 1_000_000 }, (_, at) => at % 251);
    const back = await desk.echo(sent);
    return (
      back instanceof Uint8Array && back.length === sent.length && sent.every((byte, at) => byte === back[at])
    );
  });
  expect(same).toBe(true);
});

test('a handler that throws rejects in the words of Electron', async ({ desktop: { page } }) => {
  await expect(page.evaluate(() => desk.fail())).rejects.toThrow(
    "Error invoking remote method 'fail': Error: boom",
  );
  await expect(page.evaluate(() => desk.missing())).rejects.toThrow(
    "No handler registered for 'nobody-answers'",
  );
});

test('what cannot be cloned is refused', async ({ desktop: { page } }) => {
  await expect(page.evaluate(() => desk.echo(Symbol('x')))).rejects.toThrow('could not be cloned');
  await expect(page.evaluate(() => desk.echo({ call: () => 1 }))).rejects.toThrow('could not be cloned');
});

test('the page sees what is exposed, frozen, and nothing else of the preload', async ({
  desktop: { page },
}) => {
  const seen = await page.evaluate(() => ({
    leak: typeof Reflect.get(globalThis, 'preloadSecret'),
    require: typeof Reflect.get(globalThis, 'require'),
    process: typeof Reflect.get(globalThis, 'process'),
    binding: typeof Reflect.get(globalThis, '__standInSend'),
    receive: typeof Reflect.get(globalThis, '__standInReceive'),
    frozen: Object.isFrozen(desk),
    replaced: Reflect.set(globalThis, 'desk', {}),
  }));
  const absent = 'undefined';
  expect(seen).toEqual({
    leak: absent,
    require: absent,
    process: absent,
    binding: absent,
    receive: absent,
    frozen: true,
    replaced: false,
  });
});

test('a preload can require electron and nothing else', async ({ desktop: { page } }) => {
  expect(await page.evaluate(() => desk.requireError)).toContain('node:fs');
});

test('main sees the sender under the app scheme', async ({ desktop: { page } }) => {
  expect(await page.evaluate(() => desk.sender())).toEqual({ origin: 'app://fixture', isMain: true });
});

test('a frame within the page has no API', async ({ desktop: { page } }) => {
  const inFrame = await page.evaluate(async () => {
    const frame = document.createElement('iframe');
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
    frame.src = '/index.html';
    document.body.append(frame);
    await loaded;
    const { contentWindow } = frame;
    return contentWindow === null ? 'no window' : typeof Reflect.get(contentWindow, 'desk');
  });
  expect(inFrame).toBe('undefined');
});

test('a click in the menu reaches listeners in the page until they are removed', async ({
  desktop: { app, page },
}) => {
  const click = () => app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('tell')?.click());
  const heard = () => page.evaluate(() => Reflect.get(globalThis, 'heard'));
  await page.evaluate(() => {
    const list: string[] = [];
    Reflect.set(globalThis, 'heard', list);
    Reflect.set(
      globalThis,
      'stop',
      desk.onNews((news) => list.push(news)),
    );
  });
  await click();
  await expect.poll(heard).toEqual(['told']);
  await page.evaluate(() => Reflect.get(globalThis, 'stop')());
  await click();
  // A call answered after the click's message has passed it on the same line.
  await page.evaluate(() => desk.echo(1));
  expect(await heard()).toEqual(['told']);
});

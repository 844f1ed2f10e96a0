// Runs in the page of the browser edition, before anything of it: notes when the sign-in was sent, when it was answered, and
// when the first row of Today was painted. A plain script, given to the page as it stands.
// @ts-check
(() => {
  let clicked = 0;
  addEventListener(
    'submit',
    () => {
      clicked = performance.now();
    },
    true,
  );
  const answered = () =>
    performance
      .getEntriesByType('resource')
      .filter(({ name }) => name.endsWith('/api/auth/login'))
      .map((entry) => /** @type {PerformanceResourceTiming} */ (entry).responseEnd)
      .at(-1) ?? 0;
  // A row that is there before a frame is on the screen after it.
  const look = () => {
    if (document.querySelector('[role=listbox][aria-label=Today] [role=option]') === null) {
      requestAnimationFrame(look);
      return;
    }
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      Object.assign(window, { firstRow: { clicked, answered: answered(), painted: performance.now() } });
    };
    channel.port2.postMessage(null);
  };
  requestAnimationFrame(look);
})();

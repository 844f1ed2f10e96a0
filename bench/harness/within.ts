// Time limits: nothing in the bench may hang for ever.

/** The promise's own answer, or a rejection after so many milliseconds that names what took too long. */
export async function within<T>(ms: number, what: string, promise: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: given up after ${Math.round(ms / 1000)} s`)), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Asks again and again until the answer is true. */
export async function until(ms: number, what: string, isTrue: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + ms;
  while (!(await isTrue())) {
    if (Date.now() > end) throw new Error(`${what}: not so after ${Math.round(ms / 1000)} s`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

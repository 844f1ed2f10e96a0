// Nothing of Electron is silently missing: what the stand-in does not do says so at once.

/** Throws, naming what is not there. */
export function notDone(what: string): never {
  throw new Error(`electron stand-in: ${what} is not implemented`);
}

/** The module as given, except that reading any other member of it throws. */
export function strict<T extends object>(name: string, module: T): T {
  return new Proxy(module, {
    get(target, key, receiver) {
      if (key in target || typeof key === 'symbol' || key === 'then' || key === 'toJSON') {
        return Reflect.get(target, key, receiver);
      }
      return notDone(`${name}.${key}`);
    },
  });
}

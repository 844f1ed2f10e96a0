// Makes `electron` mean the stand-in in this process: for require(), which the app's CommonJS libraries and
// Playwright's inspector use, and for import, which the app's own bundle uses.
import Module, { createRequire, register } from 'node:module';

const KEY = '__electronStandIn';

/** From now on both ways of loading `electron` give this module. */
export function installElectron(electron: Record<string, unknown>): void {
  Object.defineProperty(globalThis, KEY, { value: electron });
  hookRequire(electron);
  hookImport(Object.keys(electron));
}

const isElectron = (name: string): boolean => name === 'electron' || name.startsWith('electron/');

function hookRequire(electron: Record<string, unknown>): void {
  const load: unknown = Reflect.get(Module, '_load');
  if (typeof load !== 'function') throw new Error('electron stand-in: this Node has no Module._load');
  Reflect.set(Module, '_load', function hooked(this: unknown, request: string, ...rest: unknown[]): unknown {
    return isElectron(request) ? electron : Reflect.apply(load, this, [request, ...rest]);
  });
}

function hookImport(names: string[]): void {
  const wrapper = [
    `const electron = globalThis.${KEY};`,
    'export default electron;',
    ...names.map((name) => `export const ${name} = electron.${name};`),
  ].join('\n');
  const url = `data:text/javascript,${encodeURIComponent(wrapper)}`;
  const hook = `export const resolve = (name, context, next) =>
    name === 'electron' || name.startsWith('electron/')
      ? { url: ${JSON.stringify(url)}, shortCircuit: true }
      : next(name, context);`;
  register(`data:text/javascript,${encodeURIComponent(hook)}`);
}

/** The version of Electron that the app is built for; real Electron shows it in process.versions. */
export function electronVersion(root: string): string {
  try {
    const manifest: { version: string } = createRequire(`${root}/package.json`)('electron/package.json');
    return manifest.version;
  } catch {
    return '0.0.0';
  }
}

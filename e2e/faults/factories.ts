// The compiled programs, made once a process.
import { bundleParts } from './parts/bundle.mjs';
import { compile, type Factory } from './realm.ts';

export interface Factories {
  device: Factory;
  server: Factory;
}

let made: Promise<Factories> | undefined;

/** Bundles and compiles both programs; `texts` where that has been done before. */
export function factories(texts?: { device: string; server: string }): Promise<Factories> {
  made ??= Promise.resolve(texts ?? bundleParts()).then(({ device, server }) => ({
    device: compile(device, 'device-part.cjs'),
    server: compile(server, 'server-part.cjs'),
  }));
  return made;
}

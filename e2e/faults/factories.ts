// The compiled programs, made once a process.
import { bundleParts } from './parts/bundle.mjs';
import type { ServerProgram } from './parts/server-part.ts';
import { compile, createRealms, type Factory, type Realms } from './realm.ts';

export interface Factories {
  device: Factory;
  /** No life of a server leaves anything behind in its modules: worlds that follow each other share them. */
  server: Realms<ServerProgram>;
}

let made: Promise<Factories> | undefined;

/** Bundles and compiles both programs; `texts` where that has been done before. */
export function factories(texts?: { device: string; server: string }): Promise<Factories> {
  made ??= Promise.resolve(texts ?? bundleParts()).then(({ device, server }) => ({
    device: compile(device, 'device-part.cjs'),
    server: createRealms<ServerProgram>(compile(server, 'server-part.cjs')),
  }));
  return made;
}

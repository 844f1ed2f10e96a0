// The browser edition without a network: keeps the page and everything that it may ever load, from the first visit on.
// It knows the files of one build and nothing else; what is asked of the server (/api) passes it by untouched.
import { clientsClaim } from 'workbox-core';
import { cleanupOutdatedCaches, type PrecacheEntry, precacheAndRoute } from 'workbox-precaching';
import type { TAKE_OVER } from './session/newer-version.ts';

// The types of workers and those of pages cannot stand in one project.
declare const self: EventTarget & {
  /** Written in by the build: every file of it. */
  __WB_MANIFEST: PrecacheEntry[];
  skipWaiting(): Promise<void>;
};

// Written once more, so that the worker is one file; the type holds both to the same word.
const TAKE: typeof TAKE_OVER = 'take over';

// One page serves every address under /app/, whatever stands behind a question mark.
precacheAndRoute(self.__WB_MANIFEST, { ignoreURLParametersMatching: [/./] });
cleanupOutdatedCaches();
clientsClaim();

// A newer version waits until the person says so: the page that is open was made with the files of this one.
self.addEventListener('message', (event) => {
  if ('data' in event && event.data === TAKE) void self.skipWaiting();
});

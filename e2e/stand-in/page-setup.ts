// Makes a fresh page ready before its first document: the preload in a world of its own, the bridge between the
// worlds, and the interception of its requests.
import { readFileSync } from 'node:fs';
import type { WebContents } from './web-contents.ts';

/** The world the preload runs in, by Electron's own name for it. */
export const ISOLATED_WORLD = 'Electron Isolated Context';
/** The function through which that world talks to main. */
export const BINDING = '__standInSend';

/** Sets the page up and lets it run. `channel` is the secret name of the bridge between the two worlds. */
export async function preparePage(contents: WebContents, channel: string): Promise<void> {
  const { host } = contents;
  const schemes = host.schemes.list().map((scheme) => ({ urlPattern: `http://*.${scheme}.localhost/*` }));
  await Promise.all([
    contents.command('Page.enable'),
    contents.command('Inspector.enable'),
    contents.command('Network.enable'),
    contents.command('Runtime.enable'),
    contents.command('Runtime.addBinding', { name: BINDING, executionContextName: ISOLATED_WORLD }),
    contents.command('Page.addScriptToEvaluateOnNewDocument', { source: mainWorld(contents, channel) }),
    contents.command('Page.addScriptToEvaluateOnNewDocument', {
      source: isolatedWorld(contents, channel),
      worldName: ISOLATED_WORLD,
    }),
    contents.command('Fetch.enable', {
      patterns: [...schemes, { urlPattern: '*', resourceType: 'Document' }],
    }),
    contents.command('Emulation.setFocusEmulationEnabled', { enabled: true }),
  ]);
  await contents.window.applyBounds();
  await contents.command('Runtime.runIfWaitingForDebugger');
}

function mainWorld({ host }: WebContents, channel: string): string {
  return `(() => { if (self !== top) return; ${host.pageScripts.mainWorld}
standInPage.receive(${JSON.stringify(channel)}); })();`;
}

function isolatedWorld({ host, preferences }: WebContents, channel: string): string {
  const preload = preferences.preload === undefined ? '' : readFileSync(preferences.preload, 'utf8');
  const versions = { electron: process.versions['electron'], node: process.versions.node };
  const setup = {
    channel,
    binding: BINDING,
    process: { platform: process.platform, arch: process.arch, versions },
  };
  return `(() => { if (self !== top || location.href === 'about:blank') return; ${host.pageScripts.isolatedWorld}
standInPage.runPreload(${JSON.stringify(setup)}, function (require, process, module, exports, global) {
${preload}
}); })();
//# sourceURL=electron-stand-in/preload.js`;
}

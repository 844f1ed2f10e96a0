// Electron's nativeTheme: the app's theme, which every page follows.
import { EventEmitter } from 'node:events';
import type { Host } from './host.ts';

export class NativeTheme extends EventEmitter {
  private readonly host: Host;
  private source = 'system';

  constructor(host: Host) {
    super();
    this.host = host;
  }
  get themeSource(): string {
    return this.source;
  }
  set themeSource(source: string) {
    this.source = source;
    for (const contents of this.host.allContents()) {
      contents.applyTheme(source).catch((fault) => console.error('electron stand-in: theme', fault));
    }
    this.emit('updated', {});
  }
  get shouldUseDarkColors(): boolean {
    return this.source === 'dark';
  }
}

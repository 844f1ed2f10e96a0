// Electron's ipcMain: the handlers of the page's calls.
import { EventEmitter } from 'node:events';
import type { Host, IpcHandler } from './host.ts';

export class IpcMain extends EventEmitter {
  private readonly host: Host;

  constructor(host: Host) {
    super();
    this.host = host;
  }
  handle(channel: string, handler: IpcHandler): void {
    if (this.host.ipcHandlers.has(channel)) {
      throw new Error(`Attempted to register a second handler for '${channel}'`);
    }
    this.host.ipcHandlers.set(channel, handler);
  }
  handleOnce(channel: string, handler: IpcHandler): void {
    this.handle(channel, (event, ...args) => {
      this.removeHandler(channel);
      return handler(event, ...args);
    });
  }
  removeHandler(channel: string): void {
    this.host.ipcHandlers.delete(channel);
  }
}

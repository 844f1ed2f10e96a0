// The program's log: two files of 5 MB at most in the user's data folder, without personal data.
import { join } from 'node:path';
import type { NodeLogger } from 'electron-log';
import { redact } from './redaction.ts';

const MAX_BYTES = 5 * 1024 * 1024;

/** What the rest of main writes to. */
export type Log = Pick<NodeLogger, 'info' | 'warn' | 'error'>;

/** Sets electron-log up: file and limit, every line redacted, uncaught faults logged. `folder` as an absolute path. */
export function setUpLog(log: NodeLogger, folder: string): Log {
  log.transports.file.resolvePathFn = () => join(folder, 'callbook.log');
  // Past this size the file is renamed to .old.log, so there are never more than two.
  log.transports.file.maxSize = MAX_BYTES;
  log.transports.file.level = 'info';
  log.transports.console.level = 'warn';
  log.hooks.push((message) => ({ ...message, data: message.data.map((part) => redact(part)) }));
  log.errorHandler.startCatching({ showDialog: false });
  return log;
}

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import electronLog from 'electron-log/node';
import { expect, test } from 'vitest';
import { setUpLog } from './log.ts';

test('lines go to the file redacted, in files of five megabytes', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'callbook-log-'));
  const logger = electronLog.create({ logId: 'test' });
  setUpLog(logger, folder);
  logger.errorHandler.stopCatching();
  logger.transports.console.level = false;
  logger.warn('no mail to anna@example.com', { password: 'hunter2', code: 'offline' });
  const text = await readFile(join(folder, 'callbook.log'), 'utf8');
  expect(text).toContain('no mail to [e-mail]');
  expect(text).toContain('offline');
  expect(text).not.toContain('hunter2');
  expect(logger.transports.file.maxSize).toBe(5 * 1024 * 1024);
  await rm(folder, { recursive: true });
});

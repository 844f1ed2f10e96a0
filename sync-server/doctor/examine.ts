// All checks of a set-up, in the order in which a person mends them.
import { readConfig } from '../config.ts';
import { createFileStore } from '../files/file-store.ts';
import { checkBucket } from './check-bucket.ts';
import { checkDatabase } from './check-database.ts';
import { checkFolder } from './check-folder.ts';
import { checkMail } from './check-mail.ts';
import { checkSecret } from './check-secret.ts';
import { checkServer } from './check-server.ts';
import type { Finding } from './finding.ts';

/** Examines the set-up that this environment describes. `hear` gets each finding as soon as it is there. */
export async function examine(
  env: Record<string, string | undefined>,
  hear: (finding: Finding) => void,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  const add = (...found: Finding[]) => {
    for (const finding of found) {
      findings.push(finding);
      hear(finding);
    }
  };
  const config = readConfig(env);
  if (!config.ok) {
    add({ part: 'configuration', state: 'wrong', words: config.error });
    return findings;
  }
  const understood = checkConfig(config.value);
  add(understood);
  add(await checkFolder(config.value));
  if (understood.state !== 'wrong') add(...(await checkBucket(config.value)));
  add(...(await checkDatabase(config.value)));
  add(await checkSecret(config.value));
  add(await checkMail(config.value));
  add(await checkServer(config.value));
  return findings;
}

function checkConfig(config: Parameters<typeof checkMail>[0]): Finding {
  const part = 'configuration';
  try {
    createFileStore(config);
  } catch (error) {
    return { part, state: 'wrong', words: error instanceof Error ? error.message : String(error) };
  }
  const open = !['127.0.0.1', 'localhost', '::1'].includes(config.HOST);
  if (open && /^http:\/\/(127\.0\.0\.1|localhost)/.test(config.PUBLIC_URL)) {
    const words = `listens on ${config.HOST}, but mails would point to ${config.PUBLIC_URL}: set PUBLIC_URL to the address that people use`;
    return { part, state: 'note', words };
  }
  return { part, state: 'ok', words: `understood; people reach it at ${config.PUBLIC_URL}` };
}

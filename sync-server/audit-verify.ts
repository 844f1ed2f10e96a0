// npm run audit:verify: proves the audit of the workspace, or names the first line that does not hold. An embedded database
// must not be in use by a server.
import 'temporal-polyfill/global';
import { verifyAudit } from './audit/verify-audit.ts';
import { openWorkspace } from './main/open-workspace.ts';
import { runCommand } from './main/run-command.ts';

await runCommand(async (config) => {
  const database = await openWorkspace(config);
  try {
    const { ok, checked, first_broken, erased } = await verifyAudit(database.db);
    if (!ok) throw new Error(`the audit is broken: line ${first_broken} is not what was written`);
    console.log(
      `The audit is whole: ${checked} lines, each follows from the one before; ${erased} of them erased.`,
    );
  } finally {
    await database.close();
  }
});

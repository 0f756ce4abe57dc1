import { confirmed } from '../release/confirmed';
import { liveOnTerminal, silentLine } from '../sweep/live-line';
import { openDeployment, type ReleaseOptions } from '../target/deployment';
import { print, printJson, printVerbatim } from '../terminal/print';
import { uninstallAll } from './uninstall-all';

export async function runUninstall(options: ReleaseOptions): Promise<void> {
  const deployment = await openDeployment(options);
  const { securityAccountId, parameters } = deployment.config;
  if (!options.json)
    print(
      `Trailwarden of ${parameters.OrganizationId} goes: from that moment nothing is noticed or put back, in any account. Table, keys and evidence stay in ${securityAccountId}.`,
    );
  if (!options.yes && !(await confirmed('Take it out?'))) return;
  const live = options.json ? silentLine : liveOnTerminal();
  try {
    const report = await uninstallAll(deployment, (line) => live.show(line));
    live.end();
    if (options.json) return printJson({ report });
    for (const line of report.done) print(line);
    print('Left, and why:');
    for (const { what, why } of report.left) printVerbatim(`  ${what}\n      ${why}`);
  } finally {
    live.end();
  }
}

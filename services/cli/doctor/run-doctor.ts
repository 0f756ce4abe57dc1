import { given } from '../../../shared/domain/given';
import { liveOnTerminal, silentLine } from '../sweep/live-line';
import { type DeploymentOptions, deploying } from '../target/deployment-options';
import { printJson } from '../terminal/print';
import { printConditions, verdictOf } from '../terminal/print-conditions';
import { lookAfter } from './look-after';

interface DoctorOptions extends DeploymentOptions {
  readonly account?: readonly string[];
  readonly each?: boolean;
  readonly notify?: boolean;
}

export async function runDoctor(options: DoctorOptions): Promise<void> {
  const deployment = await deploying(options);
  const live = options.json ? silentLine : liveOnTerminal();
  const asked = given({ accounts: options.account, notify: options.notify });
  const conditions = await lookAfter(deployment, asked, live.show).finally(live.end);
  if (options.json) printJson({ conditions });
  else printConditions(conditions, options.each);
  process.exitCode = verdictOf(conditions);
}

import { planDeployment } from '../deploy/plan-deployment';
import { liveOnTerminal, silentLine } from '../sweep/live-line';
import { openDeployment, type ReleaseOptions } from '../target/deployment';
import { printJson } from '../terminal/print';
import { printConditions, verdictOf } from '../terminal/print-conditions';
import { lookBefore } from './look-before';

interface PreflightOptions extends ReleaseOptions {
  readonly memberRole: string;
  readonly each?: boolean;
}

export async function runPreflight(options: PreflightOptions): Promise<void> {
  const deployment = await openDeployment(options);
  const { newSets } = await planDeployment(deployment);
  const live = options.json ? silentLine : liveOnTerminal();
  const isFirst = newSets.includes('trailwarden-member');
  const conditions = await lookBefore(deployment, { ...options, isFirst }, live.show).finally(
    live.end,
  );
  if (options.json) printJson({ conditions });
  else printConditions(conditions, options.each);
  process.exitCode = verdictOf(conditions);
}

import pc from 'picocolors';
import { durationText } from '../../../shared/domain/duration-text';
import { momentLine } from '../incidents/print-incident';
import { type BucketChange, bucketChanges } from '../local/bucket-changes';
import { type BucketDrill, drillBucketChange } from '../local/drill-bucket-change';
import { shopIn } from '../local/guarded-buckets';
import { inLocal } from '../local/local';
import { print, printJson } from '../terminal/print';
import { exitCode } from '../terminal/user-error';
import { mark, printAll, whoLines } from './run-demo';

interface BucketDemoOptions {
  readonly accounts: number;
  readonly latency: number;
  readonly json?: boolean;
}

/** The story that is told: strangers are let in, and the owner knows nothing of it. */
const STORY: Pick<BucketChange, 'id'> = { id: 'outside the organization, answered not-me' };

/** A bucket is opened; it is put back, and its owner is asked whether it was planned. */
export async function demoBucket({ accounts, latency, json }: BucketDemoOptions): Promise<void> {
  const say = json ? () => undefined : (what: string) => print(pc.dim(`… ${what}`));
  const world = {
    ...{ accounts, latencyMs: latency, regions: ['us-east-1'] },
    kinds: ['trail', 'bucket'] as const,
    bucketGuard: 'tagged' as const,
    onProgress: say,
  };
  await inLocal(world, async (local) => {
    const change = bucketChanges.find(({ id }) => id === STORY.id);
    const [accountId = ''] = local.organization.memberAccountIds;
    if (!change) throw new Error(`There is no change "${STORY.id}".`);
    say('an attacker with stolen keys lets an account of others into a shop’s bucket');
    const seen = await drillBucketChange(local, change, accountId);
    if (json) printJson(seen);
    else tell(seen, shopIn(accountId).name, accountId);
    process.exitCode = seen.isAsMeant ? exitCode.ok : exitCode.bad;
  });
}

function tell(
  { incident, isAsMeant, incidents, putBackAfterMs = 0 }: BucketDrill,
  bucket: string,
  accountId: string,
): void {
  if (!incident) return;
  const { ask, playbook, evidence, timeline } = incident;
  printAll([
    '',
    isAsMeant
      ? pc.bold(`Bucket ${bucket} was shared with strangers, and it is as it was again.`)
      : pc.red(`Bucket ${bucket} was shared with strangers, and it is not as it was.`),
    ...whoLines(incident),
    `  from     ${evidence?.sourceIp ?? 'unknown'}  ${pc.dim(evidence?.userAgent ?? '')}`,
    `  what     ${evidence?.eventName} on ${bucket} of account ${accountId}`,
    `  open     ${pc.bold(durationText(putBackAfterMs))}  ${pc.dim('from the answer to the call until a bystander read the old policy')}`,
    '',
    ...timeline.map((entry) => momentLine(entry)),
    '',
    pc.bold('The playbook bucket-policy asked its owner:'),
    `  ${ask?.question ?? 'nothing'}`,
    `  answer   ${pc.bold(ask?.ended?.as ?? 'none')}: ${ask?.ended?.text ?? ''}`,
    ...(playbook?.lines ?? []).map((line) => pc.dim(`           ${line}`)),
    '',
    pc.bold('Checked from outside, with other keys:'),
    `  ${mark(isAsMeant)} GetBucketPolicy gives the policy that was there, and nothing else`,
    `  ${mark(incidents === 1)} ${incidents} incident in DynamoDB`,
    '',
    'The organization of this demo is gone now. In yours, an owner who did want the change answers, and it is made again:',
    `  npx trailwarden ack ${incident.id} --as planned`,
  ]);
}

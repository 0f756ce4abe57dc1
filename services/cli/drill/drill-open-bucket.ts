import { durationText } from '../../../shared/domain/duration-text';
import { openBucket } from '../../../shared/tampering/log-bucket/open-bucket/technique';
import { bucketChanges } from '../local/bucket-changes';
import { type BucketDrill, drillBucketChange } from '../local/drill-bucket-change';
import { drillOne } from '../local/drill-one';
import { drillSubject } from '../local/drill-subject';
import { inLocal, progressOf } from '../local/local';
import { printJson, printTable } from '../terminal/print';
import { exitCode } from '../terminal/user-error';
import { judgeDrill } from './judge-drill';

/**
 * The log bucket opened, as every technique is drilled; then each change of any other bucket's policy, through the
 * playbook bucket-policy to its end, with a person who answers or does not.
 */
export function drillOpenBucket({ json }: { readonly json?: boolean }): Promise<void> {
  const onProgress = progressOf(json);
  const world = {
    accounts: bucketChanges.length,
    regions: ['us-east-1'],
    kinds: ['trail', 'log-bucket', 'bucket'] as const,
    bucketGuard: 'tagged' as const,
    answerMinutes: 1,
    onProgress,
  };
  return inLocal(world, async (local) => {
    onProgress(openBucket.title);
    const logBucket = await drillOne(local, openBucket, drillSubject(local, openBucket));
    const { good: isLogBucketBack, verdict } = judgeDrill(logBucket);
    const { memberAccountIds } = local.organization;
    const results: (BucketDrill | Failed)[] = [];
    for (const [index, change] of bucketChanges.entries()) {
      onProgress(`a bucket’s policy: ${change.id}`);
      const drill = drillBucketChange(local, change, memberAccountIds[index] ?? '');
      results.push(
        await drill.catch((error: Error) => ({ change: change.id, failed: error.message })),
      );
    }
    const good = isLogBucketBack && results.every((one) => 'isAsMeant' in one && one.isAsMeant);
    if (json) printJson({ good, logBucket: { ...logBucket, verdict }, results });
    else {
      printTable(
        ['Log bucket', 'Incidents', 'Verdict'],
        [[openBucket.id, String(logBucket.incidents), verdict]],
      );
      printTable(HEAD, results.map(rowOf));
    }
    process.exitCode = good ? exitCode.ok : exitCode.bad;
  });
}

interface Failed {
  readonly change: string;
  readonly failed: string;
}

const HEAD = [
  'Change of a policy',
  'Judged',
  'Put back after',
  'Answer',
  'Incidents',
  'In the end',
  'Verdict',
];

function rowOf(result: BucketDrill | Failed): readonly string[] {
  const { change } = result;
  if ('failed' in result) return [change, '', '', '', '', '', `FAILED: ${result.failed}`];
  const { judged, putBackAfterMs, answer, incidents, ended, isAsMeant } = result;
  return [
    change,
    judged.join(', '),
    putBackAfterMs === undefined ? '' : durationText(putBackAfterMs),
    answer,
    String(incidents),
    ended,
    isAsMeant ? 'as meant' : 'NOT AS MEANT',
  ];
}

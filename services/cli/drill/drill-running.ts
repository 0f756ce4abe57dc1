import { isDeepStrictEqual } from 'node:util';
import { callerAccount } from '../../../shared/aws/become-named';
import type { Connection } from '../../../shared/aws/connection';
import { makeCall } from '../../../shared/aws/make-call';
import { openCloudTrail } from '../../../shared/aws/member-access';
import { observeTrail } from '../../../shared/aws/observe-trail';
import { durationText } from '../../../shared/domain/duration-text';
import { type Subject, trailSubject } from '../../../shared/domain/subject';
import type { Technique } from '../../../shared/domain/technique';
import { resolveTrailArn, trailParts } from '../../../shared/domain/trail';
import { comparedState } from '../local/compared-state';
import { until } from '../local/until';
import { print, printJson, printVerbatim } from '../terminal/print';
import { exitCode, UserError } from '../terminal/user-error';

export interface RunningOptions {
  readonly region: string;
  readonly trail: string;
  readonly json?: boolean;
}

/**
 * Drills in a running sandbox, with the keys of the account whose trail is attacked. They do not open the table of
 * incidents, so the drill cannot judge what the incident names: the answer prints the command that asks.
 */
export async function drillRunning(
  technique: Technique,
  { region, trail, json }: RunningOptions,
  endpoint: string,
): Promise<void> {
  if (!URL.canParse(endpoint) || !LOOPBACK.has(new URL(endpoint).hostname)) {
    throw new UserError(
      `Drills are for a sandbox on this machine; --endpoint must be like http://127.0.0.1:4566, not "${endpoint}".`,
    );
  }
  if (technique.subject !== 'trail') {
    throw new UserError(
      `--endpoint is for techniques on a trail, and ${technique.id} is on a ${technique.subject}; leave it out.`,
    );
  }
  const connection: Connection = { endpoint, region };
  const arn = resolveTrailArn(trail, { accountId: await callerAccount(connection), region });
  if (!arn) throw new UserError(`"${trail}" is neither the name nor the ARN of a trail.`);
  const subject = trailSubject(arn);
  const look = lookAt(subject, connection);
  const before = await look();
  const startedAt = performance.now();
  for (const call of technique.drill(subject)) await makeCall(call, connection);
  const isBack = async () => isDeepStrictEqual(await look(), before);
  const restored = await until(isBack, { what: `${arn.arn} is as it was`, withinMs: 30_000 }).then(
    () => true,
    () => false,
  );
  const afterMs = Math.round(performance.now() - startedAt);
  if (json) printJson({ technique: technique.id, subject: arn.arn, restored, afterMs });
  else {
    print(
      restored
        ? `${arn.arn} is as it was after ${durationText(afterMs)}.`
        : `${arn.arn} is still tampered with.`,
    );
    print(`Was it recognised? With the keys of the security account:`);
    printVerbatim(
      `  trailwarden incidents list --technique ${technique.id} --account ${arn.accountId} --endpoint ${endpoint}`,
    );
  }
  process.exitCode = restored ? exitCode.ok : exitCode.bad;
}

/** Everything of the trail that a baseline holds. */
function lookAt(subject: Subject<'trail'>, connection: Connection): () => Promise<unknown> {
  const eyes = openCloudTrail(connection);
  return async () =>
    comparedState(await observeTrail(subject, new Set(trailParts), eyes, () => new Date()));
}

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

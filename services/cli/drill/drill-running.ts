import { callerAccount } from '../../../shared/aws/caller-account';
import { openCloudTrail } from '../../../shared/aws/cloudtrail-clients';
import type { Connection } from '../../../shared/aws/connection';
import { observeTrail } from '../../../shared/aws/observe-trail';
import { tamper } from '../../../shared/aws/tamper';
import { durationText } from '../../../shared/domain/duration-text';
import { trailSubject } from '../../../shared/domain/subject';
import type { Technique } from '../../../shared/domain/technique';
import { resolveTrailArn, trailParts } from '../../../shared/domain/trail';
import { until } from '../local/until';
import { print, printJson } from '../terminal/print';
import { exitCode, UserError } from '../terminal/user-error';

export interface RunningOptions {
  readonly region: string;
  readonly trail: string;
  readonly json?: boolean;
}

/** Against a sandbox that is running, with the keys of the account whose trail is to be stopped. */
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
  const connection: Connection = { endpoint, region };
  const arn = resolveTrailArn(trail, { accountId: await callerAccount(connection), region });
  if (!arn) throw new UserError(`"${trail}" is neither the name nor the ARN of a trail.`);
  const subject = trailSubject(arn);
  const eyes = openCloudTrail(connection);
  const startedAt = performance.now();
  for (const call of technique.drill(subject)) await tamper(call, connection);
  const isLogging = async () => {
    const seen = await observeTrail(subject, new Set(trailParts), eyes, () => new Date());
    return seen.kind === 'present' && seen.state.status.isLogging;
  };
  const restored = await until(isLogging, { what: `${arn.arn} logs again`, withinMs: 30_000 }).then(
    () => true,
    () => false,
  );
  const afterMs = Math.round(performance.now() - startedAt);
  if (json) printJson({ technique: technique.id, subject: arn.arn, restored, afterMs });
  else
    print(
      restored
        ? `${arn.arn} logs again after ${durationText(afterMs)}.`
        : `${arn.arn} is still tampered with.`,
    );
  process.exitCode = restored ? exitCode.ok : exitCode.bad;
}

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

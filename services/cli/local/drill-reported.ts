import { makeCall } from '../../../shared/aws/make-call';
import type { DrillPlace, ReportDrill } from '../../../shared/tampering/reported/report-drill';
import { hooks, LOG_GROUP, LOG_GROUP_ROLE } from '../../sandbox';
import { intruder } from './attack';
import { incidentsOf } from './drill-undone';
import type { Local } from './local';
import { until } from './until';

/** A row that is told and not undone, and what the incident says to do about it. */
export interface ReportedDrill {
  readonly technique: string;
  readonly incidents: number;
  readonly sentence: string;
  readonly guidance: readonly string[];
}

export function reportPlace({ organization }: Local): DrillPlace {
  const { homeRegion, managementAccountId, securityAccountId, logArchiveAccountId } = organization;
  const [archive] = organization.archives;
  if (!archive) throw new Error('The organization has no log archive.');
  return {
    memberAccountId: organization.memberAccountIds.at(-1) ?? '',
    ...{ homeRegion, managementAccountId, securityAccountId, logArchiveAccountId },
    bucket: archive.bucketName,
    keyArn: archive.keyArn,
    logGroup: LOG_GROUP,
    logGroupRole: LOG_GROUP_ROLE,
  };
}

/** Makes the call, or has the row told, and waits for the one incident. Rejects when none comes. */
export async function drillReported(
  local: Local,
  { row, drill }: { readonly row: string; readonly drill: ReportDrill },
): Promise<ReportedDrill> {
  await happen(local, drill);
  await until(async () => (await incidentsOf(local, row)).length > 0, {
    what: `${row} is reported`,
    withinMs: 10_000,
  });
  const found = await incidentsOf(local, row);
  const { sentence = '', guidance = [] } = found[0] ?? {};
  return { technique: row, incidents: found.length, sentence, guidance };
}

async function happen(local: Local, drill: ReportDrill): Promise<void> {
  if (drill.kind === 'record') {
    hooks.cloudtrail.tellRecord(local.sandbox, drill.record);
    return;
  }
  const inside = await intruder(local, drill.accountId);
  for (const call of drill.calls) await makeCall(call, inside);
}

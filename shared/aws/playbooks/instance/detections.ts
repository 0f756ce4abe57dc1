import {
  GetFindingsCommand,
  ListDetectorsCommand,
  ListFindingsCommand,
} from '@aws-sdk/client-guardduty';
import { asked } from '../../classify';
import type { InstanceClients } from './clients';

/** AWS takes no more in one GetFindings. [D] API_GetFindings */
const MOST = 50;

export interface Detections {
  /** As GuardDuty spells them in its events. */
  readonly findings: readonly unknown[];
  /** There are more. */
  readonly isCut: boolean;
}

/**
 * What GuardDuty found on a machine and saw last at this time or after it, the newest first; undefined where it is not
 * enabled. Rejects with the SDK's error.
 */
export async function detectionsOn(
  { guardduty }: InstanceClients,
  instanceId: string,
  since: number,
): Promise<Detections | undefined> {
  const listed = guardduty.send(new ListDetectorsCommand({}));
  const { DetectorIds: [DetectorId] = [] } = await asked('guardduty:ListDetectors', listed);
  if (!DetectorId) return undefined;
  const list = new ListFindingsCommand({
    DetectorId,
    FindingCriteria: {
      Criterion: {
        'resource.instanceDetails.instanceId': { Equals: [instanceId] },
        updatedAt: { GreaterThanOrEqual: since },
      },
    },
    SortCriteria: { AttributeName: 'updatedAt', OrderBy: 'DESC' },
    MaxResults: MOST,
  });
  const found = await asked('guardduty:ListFindings', guardduty.send(list));
  const { FindingIds = [], NextToken } = found;
  if (FindingIds.length === 0) return { findings: [], isCut: false };
  const get = new GetFindingsCommand({ DetectorId, FindingIds });
  const { Findings = [] } = await asked('guardduty:GetFindings', guardduty.send(get));
  const findings = Findings.map(({ Id, Type, Title, Severity, UpdatedAt, Service, Resource }) => ({
    ...{ id: Id, type: Type, title: Title, severity: Severity, updatedAt: UpdatedAt },
    service: { eventFirstSeen: Service?.EventFirstSeen, eventLastSeen: Service?.EventLastSeen },
    resource: { instanceDetails: { instanceId: Resource?.InstanceDetails?.InstanceId } },
  }));
  return { findings, isCut: NextToken !== undefined && NextToken !== '' };
}

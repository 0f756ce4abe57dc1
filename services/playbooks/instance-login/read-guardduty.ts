import type { InstanceClients } from '../../../shared/aws/playbooks/instance/clients';
import { detectionsOn } from '../../../shared/aws/playbooks/instance/detections';
import { type Read, read, unread } from '../../../shared/domain/login';
import type { LookedFor } from '../../../shared/domain/trace';
import { sourceOr } from './source-or';
import type { Window } from './window';

export interface DetectionSource {
  readonly detections: Read<readonly unknown[]>;
  readonly gaps: readonly LookedFor[];
}

/** What GuardDuty saw on a machine from an hour before the login until now. */
export async function readGuardDuty(
  clients: InstanceClients,
  instanceId: string,
  { from }: Window,
): Promise<DetectionSource> {
  const found = await sourceOr(async () => read(await detectionsOn(clients, instanceId, from)));
  if (found.kind === 'unread') return { detections: found, gaps: [] };
  if (!found.value)
    return { detections: unread(`GuardDuty is not enabled in ${clients.region}`), gaps: [] };
  const { findings, isCut } = found.value;
  return {
    detections: read(findings),
    gaps: isCut
      ? [
          {
            what: 'all findings of GuardDuty',
            unread: `there are more than the newest ${findings.length}`,
          },
        ]
      : [],
  };
}

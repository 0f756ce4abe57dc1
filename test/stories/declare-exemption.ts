import { accountKey, exemptionKey } from '../../shared/aws/table/keys';
import { update } from '../../shared/aws/table/update';
import { subjectKey } from '../../shared/domain/subject';
import type { Scene, Trail } from './scene';

/**
 * Writes down a planned change, or moves the end of the one there is. The responder keeps what it remembers for a minute, so one that runs
 * already would not hear of it yet: it is made to start anew.
 */
export async function declareExemption(scene: Scene, trail: Trail, until: Date): Promise<void> {
  const key = subjectKey(trail);
  await update(scene.table, {
    key: { pk: accountKey(trail.accountId), sk: exemptionKey(key, 'ex-1') },
    set: {
      kind: 'exemption',
      subjectKey: key,
      id: 'ex-1',
      until: until.toISOString(),
      by: 'the platform team',
      why: 'the bucket moves',
    },
  });
  scene.killResponder();
}

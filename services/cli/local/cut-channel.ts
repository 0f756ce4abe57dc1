import { makeCall } from '../../../shared/aws/make-call';
import type { Subject } from '../../../shared/domain/subject';
import { wardenParts } from '../../../shared/signal/protected';
import { deleteRule } from '../../../shared/tampering/warden/delete-rule/technique';
import { intruder } from './attack';
import { guardedIn } from './drill-subject';
import { type Local, settled } from './local';

/** Every rule of ours that reports changes in an account's home Region. */
export const forwardRulesOf = (local: Local, accountId: string): readonly Subject<'warden'>[] =>
  wardenParts(
    { accountId, region: local.organization.homeRegion },
    { ...guardedIn(local), governedRegions: local.sandbox.world.regions },
  ).filter(({ id }) => id.includes(':rule/trailwarden-forward'));

/**
 * The intruder deletes all of them, and the events that would have told of it are lost: from then on no event of the
 * account reaches us.
 */
export async function cutChannel(local: Local, accountId: string): Promise<void> {
  const { faults } = local.sandbox.world.events;
  const inside = await intruder(local, accountId);
  await settled(local);
  faults.dropNext = Number.POSITIVE_INFINITY;
  for (const rule of forwardRulesOf(local, accountId)) {
    for (const call of deleteRule.drill(rule)) await makeCall(call, inside);
  }
  faults.dropNext = 0;
}

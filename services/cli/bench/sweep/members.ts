import { hooks } from '../../../sandbox';
import type { Local } from '../../local/local';

/** What is wrong with an account, if anything. */
export type Fault = 'dead' | 'throttled' | 'without role';

/** Of an account by its place among the members: 1 % never answer, 5 % have their CloudTrail quota used up by others, 1 % have not our role. */
function faultAt(index: number): Fault | undefined {
  if (index % 100 === 37) return 'dead';
  if (index % 100 === 73) return 'without role';
  return index % 20 === 11 ? 'throttled' : undefined;
}

/** The members in which something fails. */
export const faultsOf = ({ organization }: Local): ReadonlyMap<string, Fault> =>
  new Map(
    organization.memberAccountIds.flatMap((accountId, index) => {
      const fault = faultAt(index);
      return fault ? [[accountId, fault] as const] : [];
    }),
  );

/** Longer than a responder may run. */
const NEVER_MS = 35_000;

/** From now on they fail; `asked` are the calls that a look makes in an account, as `service:action`. */
export function failFrom(
  { sandbox }: Local,
  faults: ReadonlyMap<string, Fault>,
  asked: Iterable<string>,
) {
  const calls = [...asked].map((name) => {
    const [service = '', action = ''] = name.split(':');
    return { service, action };
  });
  const { world } = sandbox;
  for (const [accountId, fault] of faults) {
    if (fault === 'without role') {
      for (const { arn, name } of [...world.iam.roles.values()]) {
        const isOurs = arn.includes(`:${accountId}:`) && name.startsWith('trailwarden');
        if (isOurs) hooks.iam.deleteRole(world, arn);
      }
      continue;
    }
    for (const call of calls) {
      if (fault === 'dead')
        sandbox.faults.add({ ...call, accountId, delayMs: NEVER_MS, hangUp: true });
      else if (call.service === 'cloudtrail')
        sandbox.faults.add({ ...call, accountId, refuse: TOO_FAST });
    }
  }
}

const TOO_FAST = { code: 'ThrottlingException', message: 'Rate exceeded' };

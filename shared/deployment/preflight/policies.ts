import { describeUnseen, type Seen } from '../../domain/seen';
import type { Condition } from '../condition';

/** A service or resource control policy, or the policy of a bucket or a key. */
export interface PolicySeen {
  readonly name: string;
  readonly type: 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY';
  readonly content: string;
  readonly targets: readonly string[];
}

/** A call that Trailwarden makes: without it something is not put back, or not heard of. */
export interface NeededCall {
  readonly role: string;
  /** Whose service control policies count. */
  readonly callerAccountId: string;
  readonly action: string;
  readonly resource: string;
  /** Whose resource control policies count. */
  readonly accountId: string;
  readonly region: string;
}

/** What one policy says to one call; `unknown`: it uses what cannot be judged here. */
export type Judged = 'denied' | 'silent' | 'allowed' | 'unknown';

export interface PolicyQuestion {
  /** From the root to the account. */
  readonly paths: Seen<ReadonlyMap<string, readonly string[]>>;
  readonly policies: Seen<readonly PolicySeen[]>;
  readonly calls: readonly NeededCall[];
  readonly judge: (policy: PolicySeen, call: NeededCall) => Judged;
}

/** Which policies of the organization would bind our roles, in each account that they are attached above. */
export function policyConditions({ paths, policies, calls, judge }: PolicyQuestion): Condition[] {
  const id = 'policies-of-organization';
  if ('why' in policies) return [unknown(id, describeUnseen(policies))];
  if ('why' in paths) return [unknown(id, describeUnseen(paths))];
  return [...paths.value].flatMap(([accountId, path]) => {
    const above = policies.value.filter(({ targets }) => targets.some((one) => path.includes(one)));
    const found = calls
      .filter((call) => call.callerAccountId === accountId || call.accountId === accountId)
      .flatMap((call) => bindings({ accountId, path, above, call, judge }));
    const all = new Map(found.map((one) => [one.says, { id, of: accountId, ...one }]));
    return all.size === 0
      ? [{ id, of: accountId, state: 'ok' as const, says: 'No policy binds our roles.' }]
      : [...all.values()];
  });
}

const unknown = (id: string, says: string): Condition => ({
  ...{ id, of: 'organization', state: 'unknown' },
  says,
});

interface Bound {
  readonly accountId: string;
  readonly path: readonly string[];
  readonly above: readonly PolicySeen[];
  readonly call: NeededCall;
  readonly judge: PolicyQuestion['judge'];
}

type Found = Pick<Condition, 'state' | 'says' | 'mend'>;

/** Each policy that denies the call, or else the level of the path at which no service control policy allows it. */
function bindings({ accountId, path, above, call, judge }: Bound): readonly Found[] {
  const applies = ({ type }: PolicySeen) =>
    type === 'SERVICE_CONTROL_POLICY'
      ? call.callerAccountId === accountId
      : call.accountId === accountId;
  const said = above.filter(applies).map((policy) => ({ policy, is: judge(policy, call) }));
  const told = said.flatMap(
    ({ policy, is }) => foundOf(`The policy ${policy.name}`, is, call) ?? [],
  );
  if (told.length > 0) return told;
  const silent = path.find((id) => {
    const here = said.filter(
      ({ policy }) => policy.type === 'SERVICE_CONTROL_POLICY' && policy.targets.includes(id),
    );
    return here.length > 0 && here.every(({ is }) => is !== 'allowed');
  });
  return silent === undefined
    ? []
    : [
        {
          state: 'missing',
          says: `No service control policy of ${silent} allows ${call.action} to ${call.role}.`,
          mend: `Allow our roles there what they do: docs/deploy.md lists it.`,
        },
      ];
}

/** What one policy means for one call; nothing where it does not stand in the way. */
export function foundOf(policy: string, is: Judged, call: NeededCall): Found | undefined {
  if (is !== 'denied' && is !== 'unknown') return undefined;
  return {
    state: is === 'denied' ? 'missing' : 'unknown',
    says:
      is === 'denied'
        ? `${policy} denies ${call.action} to ${call.role}.`
        : `Whether ${policy} denies ${call.action} to ${call.role} cannot be judged here: it uses a condition that this command does not know.`,
    mend: `Except our roles in it: "ArnNotLike": {"aws:PrincipalArn": "arn:*:iam::*:role/${call.role}"}`,
  };
}

import type { Subject } from '../../domain/subject';
import type { TamperingCall } from '../../domain/technique';
import type { WardenState } from '../../domain/warden';
import { isOtherPart, nameOf } from '../../domain/warden-arn';

type Call = readonly [call: string, input: TamperingCall['input']];

/** A drill's calls where the part lives; none when it is another kind of part, which it cannot hurt. */
export const drillOn = (
  kind: WardenState['kind'],
  { id, region }: Subject<'warden'>,
  ...calls: readonly Call[]
): readonly TamperingCall[] =>
  isOtherPart(id, kind) ? [] : calls.map(([call, input]) => ({ call, region, input }));

/** A policy of AWS that denies everything, in the partition of this role. */
export const denyAll = ({ id }: Subject<'warden'>): string =>
  `arn:${id.split(':')[1]}:iam::aws:policy/AWSDenyAll`;

/** Bounds a role by it. */
export const bound = (role: Subject<'warden'>): readonly TamperingCall[] =>
  drillOn('role', role, [
    'iam:PutRolePermissionsBoundary',
    { RoleName: nameOf(role.id), PermissionsBoundary: denyAll(role) },
  ]);

/** A queue of a stranger's, where this rule is. */
export function strangersQueue({ id }: Subject<'warden'>): string {
  const [, partition = 'aws', , region = '', account = ''] = id.split(':');
  return `arn:${partition}:sqs:${region}:${account}:mallory`;
}

/** The one target our rules have, by the id the templates give it. */
export const targetOf = (rule: string): string => CENTRAL_TARGETS[rule] ?? 'security-account';

/** The target of each rule of the central bus. */
const CENTRAL_TARGETS: Readonly<Record<string, string>> = {
  'trailwarden-signals': 'signals',
  'trailwarden-attempts': 'attempts',
  'trailwarden-ticks': 'ticks',
};

/** The rules that the central bus has: AWS deletes no bus that has any. */
export const centralRules: readonly string[] = Object.keys(CENTRAL_TARGETS);

/** The one policy in each of our roles, by the name the templates give it. */
export function policyOf(role: string): string {
  if (role.startsWith('trailwarden-forwarder')) return 'forward';
  const names: Readonly<Record<string, string>> = {
    'trailwarden-reader': 'read',
    'trailwarden-responder': 'responder',
    'trailwarden-spare': 'put-the-guard-back',
  };
  return names[role] ?? 'allow-list';
}

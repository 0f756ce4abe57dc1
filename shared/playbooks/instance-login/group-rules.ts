import { canonicalText } from '../../domain/canonical-text';
import type {
  ContainmentBaseline,
  ContainmentStep,
  IpPermission,
  SecurityGroup,
} from '../../domain/containment';
import { stepsOn } from './machine-step';

/**
 * Permissions one peer each, which is how AWS compares them: it may list those of equal ports together, and says −1 for
 * the ports of all protocols or says nothing.
 */
function single(permissions: readonly IpPermission[]): readonly IpPermission[] {
  return permissions.flatMap(
    ({ IpRanges = [], Ipv6Ranges = [], PrefixListIds = [], UserIdGroupPairs = [], ...ports }) => {
      const { IpProtocol, FromPort, ToPort } = ports;
      const base = {
        IpProtocol,
        ...(IpProtocol !== '-1' && FromPort !== undefined && { FromPort }),
        ...(IpProtocol !== '-1' && ToPort !== undefined && { ToPort }),
      };
      return [
        ...IpRanges.map((one) => ({ ...base, IpRanges: [one] })),
        ...Ipv6Ranges.map((one) => ({ ...base, Ipv6Ranges: [one] })),
        ...PrefixListIds.map((one) => ({ ...base, PrefixListIds: [one] })),
        ...UserIdGroupPairs.map((one) => ({ ...base, UserIdGroupPairs: [one] })),
      ];
    },
  );
}

/** Those of the first that the second lacks. AWS adds the account to a group that is named without it. */
const missing = (some: readonly IpPermission[], others: readonly IpPermission[]) => {
  const known = new Set(single(others).map(keyOf));
  return single(some).filter((one) => !known.has(keyOf(one)));
};

/** Those of the first that the second has, too. */
export const present = (some: readonly IpPermission[], others: readonly IpPermission[]) => {
  const known = new Set(single(others).map(keyOf));
  return single(some).filter((one) => known.has(keyOf(one)));
};

const keyOf = ({ UserIdGroupPairs, ...one }: IpPermission): string =>
  canonicalText({
    ...one,
    groups: UserIdGroupPairs?.map(({ GroupId, Description }) => ({ GroupId, Description })),
  });

type Rules = Pick<SecurityGroup, 'ingress' | 'egress'>;

export const sameGroup = (one: Rules, other: Rules): boolean =>
  (['ingress', 'egress'] as const).every(
    (way) => missing(one[way], other[way]).length + missing(other[way], one[way]).length === 0,
  );

/** What the second allows and the first does not, and the other way round, as people read it. */
export const rulesText = (before: Rules, now: Rules): string =>
  (['ingress', 'egress'] as const)
    .flatMap((way) => [
      ...missing(now[way], before[way]).map((one) => `${way} ${canonicalText(one)} is new`),
      ...missing(before[way], now[way]).map((one) => `${way} ${canonicalText(one)} is gone`),
    ])
    .join(', ');

/** Makes a group of ours allow exactly this, by first taking away what is too much. */
export function setRules(
  baseline: ContainmentBaseline,
  { id: GroupId, ...now }: SecurityGroup,
  wanted: Rules,
): readonly ContainmentStep[] {
  const step = stepsOn(baseline.machine);
  return (['Ingress', 'Egress'] as const).flatMap((way) => {
    const [has, wants] =
      way === 'Ingress' ? [now.ingress, wanted.ingress] : [now.egress, wanted.egress];
    const [excess, lack] = [missing(has, wants), missing(wants, has)];
    return [
      ...(excess.length > 0
        ? [step(`ec2:RevokeSecurityGroup${way}`, GroupId, { GroupId, IpPermissions: excess })]
        : []),
      ...(lack.length > 0
        ? [step(`ec2:AuthorizeSecurityGroup${way}`, GroupId, { GroupId, IpPermissions: lack })]
        : []),
    ];
  });
}

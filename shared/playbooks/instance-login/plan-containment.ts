import type {
  AclEntry,
  ContainmentBaseline,
  Cut,
  MachineState,
  NetworkAcl,
} from '../../domain/containment';
import { isNear } from './near-addresses';

export type Planned =
  | {
      readonly kind: 'planned';
      /** To be sealed before the first step. */
      readonly baseline: ContainmentBaseline;
      /** What will not be done, a sentence each. */
      readonly left: readonly string[];
    }
  | { readonly kind: 'refused'; readonly why: string };

interface Wish {
  readonly incidentId: string;
  readonly at: string;
  /** Addresses that talk with the machine: the login's, and those of its sockets and flows that are known. */
  readonly peers: readonly string[];
  readonly endpointsGroupId?: string;
  readonly wayToStore?: ContainmentBaseline['wayToStore'];
}

const MOST_PEERS = 5;

/** Of an ACL, each way, those of IPv6 counted too; an account may have asked for more. [D] amazon-vpc-limits */
const MOST_ENTRIES = 20;

/**
 * What was there, and what will be made. A security group does not end a flow that it tracks; a network ACL does, and
 * names only the far end: the source of what comes in, the destination of what goes out. So an entry for the machine's
 * own address in its own subnet's ACL matches nothing, and what is cut are its peers, for the whole subnet.
 * [D] security-group-connection-tracking, vpc-network-acls
 */
export function planContainment(
  machine: MachineState,
  { incidentId, at, peers, endpointsGroupId, wayToStore }: Wish,
): Planned {
  if (machine.interfaces.length === 0) {
    return { kind: 'refused', why: 'The machine has no network interface: it is not running.' };
  }
  if (machine.scaling && /^Terminat/.test(machine.scaling.lifecycle)) {
    return {
      kind: 'refused',
      why: `Auto Scaling group ${machine.scaling.name} is terminating it.`,
    };
  }
  const single = [...new Set(peers)].flatMap(cidrOf);
  const cidrs = single.filter((cidr) => !isNear(addressOf(cidr)));
  const some = cidrs.slice(0, MOST_PEERS);
  const left = [
    ...single
      .filter((cidr) => isNear(addressOf(cidr)))
      .map((cidr) => `${addressOf(cidr)} is not cut off: it is no address of the internet.`),
    ...cidrs.slice(MOST_PEERS).map((cidr) => `${cidr} is not cut off: too many peers.`),
    ...(machine.isSpot ? ['A Spot Instance cannot be protected from termination.'] : []),
  ];
  const cuts: Cut[] = [];
  for (const acl of machine.acls) {
    for (const Egress of [false, true]) {
      const way = Egress ? 'outwards' : 'inwards';
      const room = MOST_ENTRIES - acl.entries.filter((one) => one.Egress === Egress).length;
      const fit = some.slice(0, Math.max(0, room));
      left.push(
        ...some
          .slice(fit.length)
          .map((cidr) => `${cidr} is not cut off in ${acl.id} ${way}: it has no room.`),
      );
      const numbers = freeNumbers(acl, Egress, fit.length);
      if (numbers)
        cuts.push(...fit.map((cidr, at) => cutOf(acl.id, Egress, cidr, numbers[at] ?? 0)));
      else
        left.push(
          `Nothing is cut off in ${acl.id} ${way}: no number below its first allow is free.`,
        );
    }
  }
  const name = `trailwarden-isolation-${incidentId}`.slice(0, 128);
  const baseline = {
    ...{ incidentId, at, machine, name, cuts },
    ...(endpointsGroupId && { endpointsGroupId }),
    ...(wayToStore && { wayToStore }),
  };
  return { kind: 'planned', baseline, left };
}

const addressOf = (cidr: string): string => cidr.split('/')[0] ?? '';

/** As AWS spells it. None for what is no single address: a range could cut off everybody. */
function cidrOf(peer: string): readonly string[] {
  const bytes = peer.split('.');
  if (bytes.length === 4 && bytes.every((one) => /^\d{1,3}$/.test(one) && Number(one) < 256)) {
    return [`${bytes.map(Number).join('.')}/32`];
  }
  const url = `http://[${peer}]`;
  return /^[0-9a-f:]{2,39}$/i.test(peer) && URL.canParse(url)
    ? [`${new URL(url).hostname.slice(1, -1)}/128`]
    : [];
}

const cutOf = (aclId: string, Egress: boolean, cidr: string, RuleNumber: number): Cut => ({
  aclId,
  entry: {
    ...{ RuleNumber, Egress, RuleAction: 'deny', Protocol: '-1' },
    ...(cidr.includes(':') ? { Ipv6CidrBlock: cidr } : { CidrBlock: cidr }),
  },
});

/** The lowest number that matches decides, so each must be below every allow of its way. */
function freeNumbers(
  { entries }: NetworkAcl,
  egress: boolean,
  count: number,
): readonly number[] | undefined {
  const own = entries.filter((one: AclEntry) => one.Egress === egress);
  const first = Math.min(LAST, ...own.filter(isAllow).map(({ RuleNumber }) => RuleNumber));
  const taken = new Set(own.map(({ RuleNumber }) => RuleNumber));
  const free: number[] = [];
  for (let number = first - 1; number > 0 && free.length < count; number--) {
    if (!taken.has(number)) free.push(number);
  }
  return free.length === count ? free : undefined;
}

/** AWS's own last entry has the number after it. */
const LAST = 32_767;

const isAllow = ({ RuleAction }: AclEntry): boolean => RuleAction === 'allow';

import { isInput } from '../../core/input';
import { type Call, Refusal, type World } from '../../core/service';
import { ec2Action } from '../action';
import { cidrOf, cidrText } from '../cidr';
import { findAcl, isTrue, numberOf, requiredText } from '../find';
import { refuse } from '../refusals';
import { type AclEntry, arnOf, type NetworkAcl } from '../state';

const onAcl = {
  resource: (call: Call) => arnOf(call, 'network-acl', String(call.input.NetworkAclId)),
};

export const createNetworkAclEntry = ec2Action({
  ...onAcl,
  handle: (call, world) => {
    const { acl, entry, index } = entryOfCall(call, world);
    if (index >= 0) {
      throw new Refusal(
        'NetworkAclEntryAlreadyExists',
        `The network acl entry identified by ${entry.ruleNumber} already exists.`,
      );
    }
    // [D] amazon-vpc-limits: 20 each way, the last one not counted.
    const there = acl.entries.filter(
      (one) => one.isEgress === entry.isEgress && one.ruleNumber < 32767,
    );
    if (there.length >= 20) {
      const message = 'The maximum number of network acl entries has been reached.';
      throw new Refusal('NetworkAclEntryLimitExceeded', message);
    }
    acl.entries.push(entry);
    return undefined;
  },
});

export const replaceNetworkAclEntry = ec2Action({
  ...onAcl,
  handle: (call, world) => {
    const { acl, entry, index } = entryOfCall(call, world);
    if (index < 0) throw noSuchEntry(entry);
    acl.entries[index] = entry;
    return undefined;
  },
});

export const deleteNetworkAclEntry = ec2Action({
  ...onAcl,
  handle: (call, world) => {
    const { acl, ...wanted } = placeOfCall(call, world);
    const index = indexOf(acl, wanted);
    if (index < 0) throw noSuchEntry(wanted);
    acl.entries.splice(index, 1);
    return undefined;
  },
});

type Placed = Pick<AclEntry, 'ruleNumber' | 'isEgress'>;

/** [R] terraform-provider-aws#12175 */
const noSuchEntry = ({ ruleNumber, isEgress }: Placed): Refusal =>
  new Refusal(
    'InvalidNetworkAclEntry.NotFound',
    `no ${isEgress ? 'egress' : 'ingress'} entry with number ${ruleNumber}`,
  );

const indexOf = ({ entries }: NetworkAcl, { ruleNumber, isEgress }: Placed): number =>
  entries.findIndex((one) => one.ruleNumber === ruleNumber && one.isEgress === isEgress);

function placeOfCall(call: Call, world: World) {
  const acl = findAcl(world, call, requiredText(call.input, 'NetworkAclId'));
  const ruleNumber = Number(requiredText(call.input, 'RuleNumber'));
  requiredText(call.input, 'Egress');
  if (!(ruleNumber >= 1 && ruleNumber <= 32766)) {
    throw refuse.invalidValue(
      `Value (${ruleNumber}) for parameter ruleNumber is invalid. Must be between 1 and 32766.`,
    );
  }
  return { acl, ruleNumber, isEgress: isTrue(call.input, 'Egress') };
}

const numbers: Readonly<Record<string, string>> = { tcp: '6', udp: '17', icmp: '1', all: '-1' };

function entryOfCall(call: Call, world: World) {
  const { acl, ruleNumber, isEgress } = placeOfCall(call, world);
  const { input } = call;
  const protocol = requiredText(input, 'Protocol');
  const written = requiredText(input, 'CidrBlock');
  const cidr = cidrOf(written);
  if (cidr === undefined) throw refuse.invalidValue(`CIDR block ${written} is malformed`);
  const action = requiredText(input, 'RuleAction');
  if (action !== 'allow' && action !== 'deny') {
    throw refuse.invalidValue(`Value (${action}) for parameter ruleAction is invalid.`);
  }
  const entry: AclEntry = {
    ruleNumber,
    isEgress,
    protocol: numbers[protocol] ?? protocol,
    action,
    cidr: cidrText(cidr),
    ports: portsOf(call),
    icmp: icmpOf(call),
  };
  if (['6', '17'].includes(entry.protocol) && entry.ports === undefined) {
    throw refuse.missingParameter('portRange');
  }
  return { acl, entry, index: indexOf(acl, entry) };
}

function portsOf({ input }: Call): AclEntry['ports'] {
  const range = input.PortRange;
  if (!isInput(range)) return undefined;
  return { from: numberOf(range, 'From') ?? 0, to: numberOf(range, 'To') ?? 65535 };
}

function icmpOf({ input }: Call): AclEntry['icmp'] {
  const written = input.IcmpTypeCode;
  if (!isInput(written)) return undefined;
  return { type: numberOf(written, 'Type') ?? -1, code: numberOf(written, 'Code') ?? -1 };
}

import type { World } from '../core/service';
import { type AclEntry, ec2Of, type NetworkAcl, newId, type Vpc } from './state';

/** The last entry of each direction, which cannot be taken away. */
const LAST = 32767;

const all = (ruleNumber: number, action: AclEntry['action'], isEgress: boolean): AclEntry => ({
  ruleNumber,
  isEgress,
  protocol: '-1',
  action,
  cidr: '0.0.0.0/0',
  ports: undefined,
  icmp: undefined,
});

interface NewAcl {
  readonly isDefault?: boolean;
  readonly tags?: ReadonlyMap<string, string>;
}

/** One that was made denies all; the default one of a VPC allows all. Recorded on AWS. */
export function createAcl(
  world: World,
  { accountId, region, id: vpcId }: Vpc,
  { isDefault = false, tags = new Map() }: NewAcl,
): NetworkAcl {
  const id = newId('acl');
  const entries = [true, false].flatMap((egress) => [
    ...(isDefault ? [all(100, 'allow', egress)] : []),
    all(LAST, 'deny', egress),
  ]);
  const associations = new Map<string, string>();
  const acl = { id, accountId, region, vpcId, isDefault, entries, associations };
  const made: NetworkAcl = { ...acl, tags: new Map(tags) };
  ec2Of(world).acls.set(id, made);
  return made;
}

import type { Place } from '../core/place';
import type { World } from '../core/service';
import { ec2Of, type GroupRule, newId, type SecurityGroup } from './state';

interface NewGroup extends Place {
  readonly vpcId: string;
  readonly name: string;
  readonly description: string;
  readonly tags?: ReadonlyMap<string, string>;
}

/** It lets out everything. Recorded on AWS. */
export function createGroup(world: World, wanted: NewGroup): SecurityGroup {
  const { accountId, region, vpcId, name, description, tags = new Map() } = wanted;
  const id = newId('sg');
  const group: SecurityGroup = {
    id,
    accountId,
    region,
    vpcId,
    name,
    description,
    rules: new Map(),
    tags: new Map(tags),
  };
  addRule(group, {
    isEgress: true,
    protocol: '-1',
    fromPort: -1,
    toPort: -1,
    peer: { kind: 'cidr4', cidr: '0.0.0.0/0' },
  });
  ec2Of(world).groups.set(id, group);
  return group;
}

export type NewRule = Omit<GroupRule, 'id' | 'tags' | 'description'> & {
  readonly description?: string | undefined;
  readonly tags?: ReadonlyMap<string, string>;
};

export function addRule(group: SecurityGroup, { description, tags, ...rule }: NewRule): GroupRule {
  const added = { ...rule, id: newId('sgr'), description, tags: new Map(tags) };
  group.rules.set(added.id, added);
  return added;
}

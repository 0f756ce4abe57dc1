import type { World } from '../core/service';
import type { Organization } from './state';

/** What a policy can be attached to, as ListTargetsForPolicy shows it. */
export interface PolicyTarget {
  readonly TargetId: string;
  readonly Arn: string;
  readonly Name: string;
  readonly Type: 'ROOT' | 'ORGANIZATIONAL_UNIT' | 'ACCOUNT';
}

/** Undefined when the organization has no root, unit or account of that id. */
export function targetOf(world: World, id: string): PolicyTarget | undefined {
  const { organization, units, accounts } = world.organization;
  if (organization?.rootId === id) {
    return { TargetId: id, Arn: rootArn(organization), Name: 'Root', Type: 'ROOT' };
  }
  const unit = units.get(id);
  if (unit) return { TargetId: id, Arn: unit.arn, Name: unit.name, Type: 'ORGANIZATIONAL_UNIT' };
  const account = accounts.get(id);
  return account && { TargetId: id, Arn: account.arn, Name: account.name, Type: 'ACCOUNT' };
}

export function rootArn({ id, managementAccountId, rootId }: Organization): string {
  return `arn:aws:organizations::${managementAccountId}:root/${id}/${rootId}`;
}

/** ARN that identity policies are asked about; `*` when the id is of nothing. */
export function targetArn(world: World, id: unknown): string {
  return targetOf(world, String(id))?.Arn ?? '*';
}

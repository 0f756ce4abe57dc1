import type { World } from '../core/service';
import type { LogGroup } from './state';

export interface GroupName {
  readonly accountId: string;
  readonly region: string;
  readonly name: string;
}

export function groupArn({ accountId, region, name }: GroupName): string {
  return `arn:aws:logs:${region}:${accountId}:log-group:${name}`;
}

/** By ARN, with or without `:*` at its end. Undefined if there is none. */
export function findGroup(world: World, arn: string): LogGroup | undefined {
  return world.logs.groups.get(bareArn(arn));
}

export function bareArn(arn: string): string {
  return arn.replace(/:\*$/, '');
}

import type { Output } from '../core/service';
import type { World } from '../core/world';
import { path } from './account-output';
import type { OrganizationalUnit } from './state';

export function unitOutput(world: World, unit: OrganizationalUnit): Output {
  return { Id: unit.id, Arn: unit.arn, Name: unit.name, Path: path(world, unit.id) };
}

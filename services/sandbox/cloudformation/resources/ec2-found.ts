import { type Kind, refuse } from '../../ec2/refusals';
import { ec2Of } from '../../ec2/state';
import type { Creation } from '../resource-type';

/** What a property names; refused as EC2 refuses it when it is not there. */
export function foundIn<T>(all: ReadonlyMap<string, T>, kind: Kind, id: string): T {
  const one = all.get(id);
  if (one === undefined) throw refuse.notFound(kind, id);
  return one;
}

export const ec2For = ({ deployment }: Creation) => ec2Of(deployment.world);

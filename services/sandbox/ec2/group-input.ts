import { texts } from '../core/input';
import { type Call, Refusal, type World } from '../core/service';
import { findGroup } from './find';

/** The groups that a call gives to an interface; all have to be of its VPC. */
export function groupsOfVpc(world: World, call: Call, vpcId: string): readonly string[] {
  return texts(call.input, 'Groups').map((id) => {
    const group = findGroup(world, call, id);
    if (group.vpcId === vpcId) return id;
    throw new Refusal(
      'InvalidGroup.NotFound',
      'You have specified two resources that belong to different networks.',
    );
  });
}

import { type Input, optionalText } from '../core/input';
import type { Call, World } from '../core/service';
import { type InstanceProfile, instanceProfiles } from '../iam/instance-profiles';
import { refuse } from './refusals';

/** The instance profile that a call names by ARN or by name; refuses one that is not there. [R] */
export function profileOfInput(world: World, call: Call, wanted: Input): InstanceProfile {
  const arn = optionalText(wanted, 'Arn');
  const name = optionalText(wanted, 'Name');
  const found = [...instanceProfiles(world).values()].find(
    (one) => one.accountId === call.accountId && (one.arn === arn || one.name === name),
  );
  if (found) return found;
  const [value, member, what] = arn === undefined ? [name, 'name', 'name'] : [arn, 'arn', 'ARN'];
  throw refuse.invalidValue(
    `Value (${value}) for parameter iamInstanceProfile.${member} is invalid. Invalid IAM Instance Profile ${what}`,
  );
}

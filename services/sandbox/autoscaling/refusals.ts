import { Refusal } from '../core/service';

const validation = (message: string) => new Refusal('ValidationError', message);

export interface Sizes {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly desired: number;
}

const sizes = ({ name, min, max, desired }: Sizes, todo: string, count: number) =>
  validation(
    `AutoScalingGroup ${name} has min-size=${min}, max-size=${max}, and desired-size=${desired}. ${todo} ${count} instance${count === 1 ? '' : 's'}, please update the AutoScalingGroup sizes appropriately.`,
  );

/** AWS's codes and sentences. [R] without a mark */
export const refuse = {
  exists: (name: string) =>
    new Refusal(
      'AlreadyExists',
      `AutoScalingGroup by this name already exists - A group with the name ${name} already exists`,
    ),
  aboveMax: (wanted: number, { max }: Sizes) =>
    validation(
      `New SetDesiredCapacity value ${wanted} is above max value ${max} for the AutoScalingGroup.`,
    ),
  standby: (group: Sizes, count: number) => sizes(group, 'To place into standby', count),
  /** [U] */
  detach: (group: Sizes, count: number) => sizes(group, 'To detach', count),
  /** [U] */
  exitStandby: (group: Sizes, count: number) => sizes(group, 'To take out of standby', count),
  /** [U] */
  notFound: () => validation('AutoScalingGroup name not found - null'),
  /** [U] */
  notMember: (instanceId: string, { name }: Sizes) =>
    validation(`The instance ${instanceId} is not part of Auto Scaling group ${name}.`),
  /** [U] */
  notInService: (instanceId: string) =>
    validation(`The instance ${instanceId} is not in InService.`),
  /** [U] */
  notInStandby: (instanceId: string) => validation(`The instance ${instanceId} is not in Standby.`),
  /** [U] */
  invalidInstance: (instanceId: string) =>
    validation(`Invalid Instances: [${instanceId}] must be running and part of no group.`),
  /** [U] */
  badSizes: () => validation('Max bound must be greater than or equal to min bound.'),
  /** [U] */
  missing: (name: string) =>
    validation(
      `1 validation error detected: Value null at '${name.charAt(0).toLowerCase()}${name.slice(1)}' failed to satisfy constraint: Member must not be null`,
    ),
  /** [U] */
  inUse: () =>
    new Refusal(
      'ResourceInUse',
      'You cannot delete an AutoScalingGroup while there are instances or pending Spot instance request(s) still in the group.',
    ),
};

import type { Call } from '../core/call';
import type { World } from '../core/world';
import { checkPassRole } from '../iam/pass-role';

/**
 * A caller that gives a trail its role for CloudWatch Logs must be allowed to pass that role
 * [D AWSCloudTrail_FullAccess]; AWS's error is [U].
 */
export function passLogRole(world: World, call: Call): void {
  const { CloudWatchLogsRoleArn: roleArn } = call.input;
  if (typeof roleArn !== 'string' || !roleArn.startsWith('arn:')) return;
  checkPassRole(world, call, { roleArn, toService: 'cloudtrail.amazonaws.com' });
}

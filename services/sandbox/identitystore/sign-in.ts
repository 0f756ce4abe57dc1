import { trailsRecording } from '../cloudtrail/coverage';
import { deliverRecord } from '../cloudtrail/deliver-record';
import type { CloudTrailRecord } from '../cloudtrail/state';
import type { World } from '../core/world';
import type { Credentials } from '../iam/state';
import { issueSession } from '../sts/issue-session';
import { permissionSetRole } from './permission-set-role';
import { federateRecord, samlRecord } from './sign-in-records';
import type { SignIn } from './state';

/**
 * A person opens an account from the access portal: credentials of the permission set's role there, the
 * portal's record in the store's account, and AssumeRoleWithSAML in the other one.
 */
export function signIn(world: World, wanted: SignIn): Credentials {
  const { store, user, accountId, permissionSet } = wanted;
  const role = permissionSetRole(world, accountId, permissionSet);
  const session = issueSession(world, { role, sessionName: user.userName });
  record(world, store.accountId, federateRecord(world, wanted));
  record(world, accountId, samlRecord(world, wanted, session));
  return session.credentials;
}

function record(world: World, accountId: string, told: CloudTrailRecord): void {
  const { awsRegion, eventSource, readOnly } = told;
  const region = String(awsRegion);
  const trails = trailsRecording(world, accountId, region, { eventSource, readOnly });
  deliverRecord(world, { record: told, accountId, region, trails });
}

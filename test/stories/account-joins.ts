import { accountJoined } from '../../services/sandbox/cloudformation/account-joined';
import { createTrail } from '../../services/sandbox/cloudtrail/create-trail';
import { startLogging } from '../../services/sandbox/cloudtrail/logging';
import { createAccessKey, createUser } from '../../services/sandbox/iam/users';
import { addAccount } from '../../services/sandbox/organizations/create-organization';
import { type Scene, type Trail, trailAt } from './scene';

/** A new account with a trail that logs comes to the root; the StackSet reaches it by itself. */
export async function accountJoins({ local, world }: Scene, id: string): Promise<Trail> {
  const { organization } = world.organization;
  if (!organization) throw new Error('There is no organization.');
  addAccount(
    world,
    organization,
    { id, name: 'new', email: 'new@example.com' },
    organization.rootId,
  );
  const managedPolicyArns = ['arn:aws:iam::aws:policy/AdministratorAccess'];
  createAccessKey(world, createUser(world, { accountId: id, name: 'admin', managedPolicyArns }));
  const trail = createTrail(world, {
    accountId: id,
    homeRegion: local.organization.homeRegion,
    name: 'main',
    settings: {
      s3BucketName: 'trailwarden-logs-333344445555',
      includeGlobalServiceEvents: true,
      isMultiRegionTrail: true,
      isOrganizationTrail: false,
      logFileValidationEnabled: true,
    },
  });
  startLogging(trail, world.now());
  await accountJoined(local.sandbox, id);
  return trailAt(trail.arn);
}

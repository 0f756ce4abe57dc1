import { hooks } from '../../services/sandbox';
import { type Scene, type Trail, trailAt } from './scene';

/** A new account with a trail that logs comes to the root; the StackSet reaches it by itself. */
export async function accountJoins({ local, world }: Scene, id: string): Promise<Trail> {
  const { organization } = world.organization;
  if (!organization) throw new Error('There is no organization.');
  hooks.organizations.addAccount(
    world,
    organization,
    { id, name: 'new', email: 'new@example.com' },
    organization.rootId,
  );
  const managedPolicyArns = ['arn:aws:iam::aws:policy/AdministratorAccess'];
  hooks.iam.createAccessKey(
    world,
    hooks.iam.createUser(world, { accountId: id, name: 'admin', managedPolicyArns }),
  );
  const trail = hooks.cloudtrail.createTrail(world, {
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
  hooks.cloudtrail.startLogging(trail, world.now());
  await hooks.cloudformation.accountJoined(local.sandbox, id);
  return trailAt(trail.arn);
}

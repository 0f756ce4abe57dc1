import { createLocalOrganization, type Sandbox, startSandbox } from '../../../services/sandbox';
import type { Place } from './place';

/** The standard organization with one member, without the trails it comes with: moto has none. */
export async function sandboxPlace(): Promise<{
  readonly sandbox: Sandbox;
  readonly place: Place;
}> {
  const sandbox = await startSandbox();
  const organization = createLocalOrganization(sandbox, { accounts: 1 });
  const { managementAccountId, securityAccountId, logArchiveAccountId } = organization;
  const [memberId = ''] = organization.memberAccountIds;
  sandbox.world.cloudtrail.trails.clear();
  const account = (id: string) => ({
    id,
    keys: sandbox.credentials(id, 'OrganizationAccountAccessRole'),
  });
  const place = {
    endpoint: sandbox.endpoint,
    management: account(managementAccountId),
    member: account(memberId),
    others: [securityAccountId, logArchiveAccountId],
  };
  return { sandbox, place };
}

import {
  CreateAccountCommand,
  CreateOrganizationalUnitCommand,
  CreateOrganizationCommand,
  EnablePolicyTypeCommand,
  ListRootsCommand,
  MoveAccountCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { awsCli, printed } from '../aws-cli';
import { connection } from '../connection';
import { inAccount } from '../in-account';
import { BUCKET } from './cloudtrail-calls';
import type { Place } from './place';

const MANAGEMENT = '111122223333';

/** The sandbox's standard organization, made through moto's API. */
export async function motoPlace(endpoint: string): Promise<Place> {
  const management = { id: MANAGEMENT, keys: await inAccount(endpoint, MANAGEMENT) };
  const client = new OrganizationsClient(connection(endpoint, management.keys));
  await client.send(new CreateOrganizationCommand({ FeatureSet: 'ALL' }));
  const rootId = (await client.send(new ListRootsCommand({}))).Roots?.[0]?.Id ?? '';
  await client.send(
    new EnablePolicyTypeCommand({ RootId: rootId, PolicyType: 'SERVICE_CONTROL_POLICY' }),
  );
  const securityId = await createAccount(client, rootId, 'security', 'security');
  const logArchiveId = await createAccount(client, rootId, 'archive', 'log-archive');
  const id = await createAccount(client, rootId, 'workloads', 'payments');
  client.destroy();
  const keys = await inAccount(endpoint, id);
  // moto wants the bucket of a trail to be in the trail's own account.
  printed(await awsCli(endpoint, keys)(`s3api create-bucket --bucket ${BUCKET}`));
  return { endpoint, management, member: { id, keys }, others: [securityId, logArchiveId] };
}

async function createAccount(
  client: OrganizationsClient,
  ParentId: string,
  unit: string,
  name: string,
): Promise<string> {
  const { CreateAccountStatus } = await client.send(
    new CreateAccountCommand({ AccountName: name, Email: `${name}@example.com` }),
  );
  const AccountId = CreateAccountStatus?.AccountId ?? '';
  const made = await client.send(new CreateOrganizationalUnitCommand({ ParentId, Name: unit }));
  const DestinationParentId = made.OrganizationalUnit?.Id ?? '';
  const SourceParentId = ParentId;
  await client.send(new MoveAccountCommand({ AccountId, SourceParentId, DestinationParentId }));
  return AccountId;
}

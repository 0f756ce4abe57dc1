import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { deploy } from '../../../services/cli/local/deploy';
import { packageService } from '../../../services/cli/local/package-service';
import {
  createLocalOrganization,
  hooks,
  type LocalOrganization,
  type Sandbox,
  startSandbox,
} from '../../../services/sandbox';

const STACK_SETS = 'member.org.stacksets.cloudformation.amazonaws.com';

let sandbox: Sandbox;
let organization: LocalOrganization;
beforeAll(async () => {
  sandbox = await startSandbox();
  organization = createLocalOrganization(sandbox, { accounts: 1 });
});
afterAll(() => sandbox.close());

test('a first deployment that fails leaves nothing in the way of the second', async () => {
  const packaged = await packageService();
  const { securityAccountId, homeRegion: region } = organization;
  hooks.organizations.deregisterAdministrator(sandbox.world, securityAccountId, STACK_SETS);
  await expect(deploy({ sandbox, organization, packaged })).rejects.toThrow(
    /Members .* CREATE_FAILED .* not a delegated administrator/,
  );
  hooks.organizations.registerAdministrator(sandbox.world, securityAccountId, STACK_SETS);
  const { outputs } = await deploy({ sandbox, organization, packaged });
  const { endpoint } = sandbox;
  const credentials = sandbox.credentials(securityAccountId);
  const client = new DynamoDBClient({ endpoint, region, credentials });
  const { TableName } = outputs;
  const { Table } = await client.send(new DescribeTableCommand({ TableName }));
  client.destroy();
  expect(Table?.DeletionProtectionEnabled).toBe(true);
});

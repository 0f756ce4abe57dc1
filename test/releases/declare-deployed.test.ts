import { expect, test } from '@jest/globals';
import { deploy } from '../../services/cli/local/deploy';
import { packageService } from '../../services/cli/local/package-service';
import { declareDeployed } from '../../services/cli/upgrade/declare-deployed';
import { createLocalOrganization, startSandbox } from '../../services/sandbox';
import { partOf } from '../../shared/domain/release';

test('after a first deployment what is deployed is right, said once', async () => {
  const sandbox = await startSandbox({ regions: ['us-east-1', 'eu-west-1'] });
  try {
    const organization = createLocalOrganization(sandbox, { accounts: 1 });
    const packaged = await packageService();
    const { outputs } = await deploy({ sandbox, organization, packaged });
    const { securityAccountId, homeRegion: region, memberAccountIds } = organization;
    const credentials = sandbox.credentials(securityAccountId);
    const security = { endpoint: sandbox.endpoint, region, credentials };
    const to = { table: outputs.TableName ?? '' };
    const release = await declareDeployed(security, to);
    expect(release).toMatchObject({ sequence: 2, state: 'current' });
    const [accountId = ''] = memberAccountIds;
    const id = `arn:aws:events:eu-west-1:${accountId}:rule/trailwarden-forward`;
    const [version] = release.right;
    expect(version && partOf(version, { accountId, region: 'eu-west-1', id })).toMatchObject({
      ...{ kind: 'rule', state: 'ENABLED' },
    });
    expect(await declareDeployed(security, to)).toEqual(release);
  } finally {
    await sandbox.close();
  }
});

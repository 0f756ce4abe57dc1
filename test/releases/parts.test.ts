import { expect, test } from '@jest/globals';
import { deploy } from '../../services/cli/local/deploy';
import { packageService } from '../../services/cli/local/package-service';
import { deployedStacks } from '../../services/cli/upgrade/stacks';
import { createLocalOrganization, startSandbox } from '../../services/sandbox';
import { serviceClients } from '../../shared/aws/dependencies/service-clients';
import { observeWhole } from '../../shared/aws/observe-subject';
import { versionOf } from '../../shared/deployment/version-of';
import { canonicalState } from '../../shared/domain/canonical-state';
import { partOf } from '../../shared/domain/release';
import type { WardenState } from '../../shared/domain/warden';
import { wardenParts } from '../../shared/signal/protected';

test.each([
  ['home is the Region of what there is once', ['us-east-1', 'eu-west-1', 'eu-central-1'], 'aws'],
  ['home is a Region like any other', ['us-gov-east-1', 'us-gov-west-1'], 'aws-us-gov'],
  ['IAM and Organizations are in two', ['cn-north-1', 'cn-northwest-1'], 'aws-cn'],
])('what is rendered is what the observer reads: %s', async (_, regions, partition) => {
  const sandbox = await startSandbox({ regions });
  try {
    const organization = createLocalOrganization(sandbox, { accounts: 2 });
    await deploy({ sandbox, organization, packaged: await packageService() });
    const { endpoint } = sandbox;
    const connectionIn = (accountId: string, region: string) => ({
      ...{ endpoint, region, credentials: sandbox.credentials(accountId) },
    });
    const administrator = (accountId: string) => connectionIn(accountId, organization.homeRegion);
    const version = versionOf(await deployedStacks(administrator(organization.securityAccountId)));
    const { securityAccountId, logArchiveAccountId, managementAccountId } = organization;
    const [archive] = organization.archives;
    const what = {
      ...{ partition, homeRegion: organization.homeRegion, governedRegions: regions },
      ...{ securityAccountId, logArchiveAccountId, buckets: [archive?.bucketName ?? ''] },
      ...{ keys: [archive?.keyArn ?? ''], logGroup: 'any', topics: [archive?.topicArn ?? ''] },
    };
    const accounts = [...sandbox.world.organization.accounts.keys()];
    expect(accounts).toContain(managementAccountId);
    let compared = 0;
    for (const accountId of accounts) {
      for (const region of regions) {
        const clients = serviceClients(connectionIn(accountId, region));
        for (const subject of wardenParts({ accountId, region }, what)) {
          const seen = await observeWhole(subject, clients);
          const part = partOf(version, subject);
          const is = seen.kind === 'present' ? compareable(seen.state as WardenState) : seen.kind;
          expect({ id: subject.id, ...(part && compareable(part)) }).toEqual({
            id: subject.id,
            ...(is as object),
          });
          compared += 1;
        }
      }
    }
    expect(compared).toBeGreaterThan(accounts.length * regions.length * 10);
  } finally {
    await sandbox.close();
  }
});

/**
 * A queue says its URL itself, and AWS how long a message may be. The sandbox's CloudFormation keeps no description of
 * a bus.
 */
function compareable(state: WardenState) {
  const is = canonicalState('warden', state) as WardenState;
  if (is.kind === 'bus') return { ...is, description: undefined };
  if (is.kind !== 'queue') return is;
  const { url: _, ...queue } = is;
  const { MaximumMessageSize: __, ...attributes } = queue.attributes;
  return { ...queue, attributes };
}

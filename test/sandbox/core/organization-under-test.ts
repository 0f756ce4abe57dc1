import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { STSClient } from '@aws-sdk/client-sts';
import type { Credentials } from '../../../services/sandbox/iam/state';
import {
  createLocalOrganization,
  type LocalOrganization,
} from '../../../services/sandbox/local-organization';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../../services/sandbox/sandbox';

export const management = '111122223333';
export const security = '222233334444';
export const payments = '444455556666';
export const orders = '555566667777';

export interface OrganizationUnderTest {
  readonly sandbox: Sandbox;
  readonly local: LocalOrganization;
  readonly cloudtrail: (credentials: Credentials, region?: string) => CloudTrailClient;
  readonly sts: (credentials: Credentials, region?: string) => STSClient;
  readonly organizations: (credentials: Credentials, region?: string) => OrganizationsClient;
}

/** The standard organization with three members on a free port, and clients that never retry. */
export async function organizationUnderTest(
  options: SandboxOptions = {},
): Promise<OrganizationUnderTest> {
  const sandbox = await startSandbox(options);
  const local = createLocalOrganization(sandbox, { accounts: 3 });
  const settings = (credentials: Credentials, region = 'us-east-1') => ({
    endpoint: sandbox.endpoint,
    region,
    credentials,
    maxAttempts: 1,
  });
  return {
    sandbox,
    local,
    cloudtrail: (...from) => new CloudTrailClient(settings(...from)),
    sts: (...from) => new STSClient(settings(...from)),
    organizations: (...from) => new OrganizationsClient(settings(...from)),
  };
}

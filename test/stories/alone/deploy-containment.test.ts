import { GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { ListDocumentsCommand, SSMClient } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { deploy } from '../../../services/cli/local/deploy';
import { packageService } from '../../../services/cli/local/package-service';
import {
  createLocalOrganization,
  type LocalOrganization,
  type Sandbox,
  startSandbox,
} from '../../../services/sandbox';

let sandbox: Sandbox;
let organization: LocalOrganization;
beforeAll(async () => {
  sandbox = await startSandbox();
  organization = createLocalOrganization(sandbox, { accounts: 2 });
});
afterAll(() => sandbox.close());

const as = (accountId: string, region: string) => ({
  ...{ endpoint: sandbox.endpoint, region, maxAttempts: 1 },
  credentials: sandbox.credentials(accountId),
});

test('with containment members have its roles and documents, and the last one keeps evidence', async () => {
  const packaged = await packageService();
  const { forensics } = await deploy({ sandbox, organization, packaged, containment: true });
  const [member = '', forensic = ''] = organization.memberAccountIds;
  const { homeRegion } = organization;
  const iam = new IAMClient(as(member, homeRegion));
  for (const RoleName of ['trailwarden-containment', 'trailwarden-collector'])
    expect((await iam.send(new GetRoleCommand({ RoleName }))).Role?.RoleName).toBe(RoleName);
  const own = [{ Key: 'Owner', Values: ['Self'] }];
  for (const region of sandbox.world.regions) {
    const ssm = new SSMClient(as(member, region));
    const { DocumentIdentifiers = [] } = await ssm.send(new ListDocumentsCommand({ Filters: own }));
    const names = DocumentIdentifiers.map(({ Name }) => Name);
    expect(names).toEqual(
      expect.arrayContaining(['collect', 'end-login', 'memory'].map((one) => `trailwarden-${one}`)),
    );
  }
  expect(forensics?.settings).toMatchObject({
    TRAILWARDEN_FORENSIC_ACCOUNT: forensic,
    TRAILWARDEN_FORENSIC_BUCKET: `trailwarden-forensics-${forensic}-${homeRegion}`,
    TRAILWARDEN_EXAMINER_PROFILE: 'trailwarden-examiner',
  });
});

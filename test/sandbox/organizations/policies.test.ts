import { DescribeTrailsCommand, StopLoggingCommand } from '@aws-sdk/client-cloudtrail';
import {
  AttachPolicyCommand,
  CreateOrganizationalUnitCommand,
  CreatePolicyCommand,
  DeletePolicyCommand,
  DescribePolicyCommand,
  DetachPolicyCommand,
  DisablePolicyTypeCommand,
  EnablePolicyTypeCommand,
  ListPoliciesCommand,
  ListPoliciesForTargetCommand,
  ListRootsCommand,
  ListTargetsForPolicyCommand,
  MoveAccountCommand,
  type PolicyType,
  UpdatePolicyCommand,
} from '@aws-sdk/client-organizations';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import {
  management,
  type OrganizationUnderTest,
  organizationUnderTest,
  payments,
  security,
} from '../core/organization-under-test';

let organization: OrganizationUnderTest;
beforeEach(async () => {
  organization = await organizationUnderTest();
});
afterEach(() => organization.sandbox.close());

const root = 'r-ab12';
const workloads = 'ou-ab12-workload1';
const scp: PolicyType = 'SERVICE_CONTROL_POLICY';
const rcp: PolicyType = 'RESOURCE_CONTROL_POLICY';
const as = (accountId: string) =>
  organization.organizations(organization.sandbox.credentials(accountId));
const stopTrail = () =>
  organization
    .cloudtrail(organization.sandbox.credentials(payments))
    .send(new StopLoggingCommand({ Name: 'main' }));
const denying = (Action: string, more = {}) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Deny', Action, Resource: '*', ...more }],
  });
const create = async (Name: string, Content: string, Type: PolicyType = scp) => {
  const { Policy } = await as(management).send(
    new CreatePolicyCommand({ Name, Description: 'guard-rail', Type, Content }),
  );
  return Policy?.PolicySummary?.Id ?? '';
};
const attach = (PolicyId: string, TargetId: string) =>
  as(management).send(new AttachPolicyCommand({ PolicyId, TargetId }));
const detach = (PolicyId: string, TargetId: string) =>
  as(management).send(new DetachPolicyCommand({ PolicyId, TargetId }));
const attached = async (TargetId: string, Filter: PolicyType = scp) => {
  const { Policies } = await as(management).send(
    new ListPoliciesForTargetCommand({ TargetId, Filter }),
  );
  return Policies?.map(({ Name }) => Name);
};
const lastRecord = () =>
  organization.sandbox.world.feed.entries.findLast((entry) => entry.kind === 'record');

test('FullAWSAccess is attached to every root, unit and account from the start', async () => {
  const { Policies } = await as(security).send(new ListPoliciesCommand({ Filter: scp }));
  expect(Policies).toContainEqual(
    expect.objectContaining({ Id: 'p-FullAWSAccess', AwsManaged: true, Type: scp }),
  );
  for (const target of [root, workloads, management, payments]) {
    expect(await attached(target)).toContain('FullAWSAccess');
  }
  const { Targets } = await as(management).send(
    new ListTargetsForPolicyCommand({ PolicyId: 'p-FullAWSAccess' }),
  );
  expect(Targets).toHaveLength(9);
  expect(Targets).toContainEqual(
    expect.objectContaining({ TargetId: root, Type: 'ROOT', Name: 'Root' }),
  );
  await expect(detach('p-FullAWSAccess', payments)).rejects.toMatchObject({
    name: 'ConstraintViolationException',
    message: expect.stringContaining('the last policy attached'),
  });
});

test('a guard-rail on a unit binds its accounts until it is emptied, detached or deleted', async () => {
  const guardRail = await create('guard', denying('cloudtrail:StopLogging'));
  await stopTrail();
  await attach(guardRail, workloads);
  await expect(stopTrail()).rejects.toMatchObject({
    message: expect.stringMatching(/with an explicit deny in a service control policy$/),
  });
  const inUse = as(management).send(new DeletePolicyCommand({ PolicyId: guardRail }));
  await expect(inUse).rejects.toMatchObject({ name: 'PolicyInUseException' });
  const Content = denying('s3:DeleteBucket');
  await as(management).send(new UpdatePolicyCommand({ PolicyId: guardRail, Content }));
  expect(lastRecord()).toMatchObject({
    record: {
      eventName: 'UpdatePolicy',
      awsRegion: 'us-east-1',
      recipientAccountId: management,
      requestParameters: { policyId: guardRail, content: Content },
      responseElements: {
        policy: { content: Content, policySummary: { id: guardRail, awsManaged: false } },
      },
    },
  });
  await stopTrail();
  await detach(guardRail, workloads);
  await as(management).send(new DeletePolicyCommand({ PolicyId: guardRail }));
  const gone = as(management).send(new DescribePolicyCommand({ PolicyId: guardRail }));
  await expect(gone).rejects.toMatchObject({ name: 'PolicyNotFoundException' });
});

test('every level has to allow a call, and a moved account has other levels', async () => {
  const onlyReads = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'cloudtrail:Describe*', Resource: '*' }],
  });
  const { OrganizationalUnit } = await as(management).send(
    new CreateOrganizationalUnitCommand({ ParentId: root, Name: 'quarantine' }),
  );
  const quarantine = OrganizationalUnit?.Id ?? '';
  await attach(await create('only reads', onlyReads), quarantine);
  await detach('p-FullAWSAccess', quarantine);
  const moved = { AccountId: payments, SourceParentId: workloads };
  const move = new MoveAccountCommand({ ...moved, DestinationParentId: quarantine });
  await as(management).send(move);
  await expect(stopTrail()).rejects.toMatchObject({
    message: expect.stringMatching(
      /because no service control policy allows the cloudtrail:StopLogging action$/,
    ),
  });
  await organization
    .cloudtrail(organization.sandbox.credentials(payments))
    .send(new DescribeTrailsCommand({}));
  await expect(as(management).send(move)).rejects.toMatchObject({
    name: 'SourceParentNotFoundException',
  });
});

test('disabling a policy type loses its attachments for good', async () => {
  const guardRail = await create('guard', denying('cloudtrail:*'));
  await attach(guardRail, root);
  await expect(stopTrail()).rejects.toMatchObject({ name: 'AccessDeniedException' });
  const type = { RootId: root, PolicyType: scp };
  await as(management).send(new DisablePolicyTypeCommand(type));
  expect(lastRecord()).toMatchObject({
    record: {
      requestParameters: { rootId: root, policyType: scp },
      responseElements: { root: { policyTypes: [{ type: scp, status: 'ENABLED' }] } },
    },
  });
  const { Roots } = await as(management).send(new ListRootsCommand({}));
  expect(Roots?.[0]?.PolicyTypes).toEqual([]);
  expect(await attached(root)).toEqual([]);
  await expect(attach(guardRail, root)).rejects.toMatchObject({
    name: 'PolicyTypeNotEnabledException',
  });
  await stopTrail();
  await as(management).send(new EnablePolicyTypeCommand(type));
  expect(await attached(root)).toEqual(['FullAWSAccess']);
  await attach(guardRail, root);
  await expect(attach(guardRail, root)).rejects.toMatchObject({
    name: 'DuplicatePolicyAttachmentException',
  });
});

test('a resource control policy protects the resources of members from every caller', async () => {
  await as(management).send(new EnablePolicyTypeCommand({ RootId: root, PolicyType: rcp }));
  expect(await attached(payments, rcp)).toEqual(['RCPFullAWSAccess']);
  await attach(await create('closed', denying('sts:AssumeRole', { Principal: '*' }), rcp), root);
  const assume = organization.sts(organization.sandbox.credentials(management)).send(
    new AssumeRoleCommand({
      RoleArn: `arn:aws:iam::${payments}:role/Developer`,
      RoleSessionName: 'mallory',
    }),
  );
  await expect(assume).rejects.toMatchObject({ name: 'AccessDenied' });
});

test('members and delegated administrators can change no policy, and no account can change those of AWS', async () => {
  const PolicyId = 'p-FullAWSAccess';
  for (const accountId of [payments, security]) {
    const update = as(accountId).send(new UpdatePolicyCommand({ PolicyId, Name: 'mine' }));
    await expect(update).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: "You don't have permissions to access this resource.",
    });
  }
  expect(lastRecord()).toMatchObject({
    record: { errorCode: 'AccessDenied', requestParameters: null },
  });
  await expect(as(management).send(new DeletePolicyCommand({ PolicyId }))).rejects.toMatchObject({
    name: 'PolicyChangesNotAllowedException',
  });
  await expect(create('broken', '{"Statement":')).rejects.toMatchObject({
    name: 'MalformedPolicyDocumentException',
  });
});

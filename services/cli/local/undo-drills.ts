import { makeCall } from '../../../shared/aws/make-call';
import { type Fields, field, list, text } from '../../../shared/record/json';
import { hooks } from '../../sandbox';
import type { UndoDrill, UndoScene } from './drill-undone';
import type { Local } from './local';

/** Each way of tampering that the setting UndoReported undoes. */
export const undoDrills: readonly UndoDrill[] = [
  {
    row: 'CT-12',
    title: 'Stop an event data store',
    prepare: (local) => storeScene(local, 'StopEventDataStoreIngestion'),
  },
  {
    row: 'CT-12',
    title: 'Delete an event data store',
    prepare: (local) => storeScene(local, 'DeleteEventDataStore'),
  },
  { row: 'CT-14', title: 'Create a rogue trail', prepare: rogueTrailScene },
  { row: 'KMS-05', title: 'Delete an alias of a protected key', prepare: aliasScene },
  { row: 'KMS-06', title: 'Disconnect a key store', prepare: keyStoreScene },
  { row: 'ORG-06', title: 'Attach a foreign policy to a protected account', prepare: policyScene },
  { row: 'ORG-07', title: 'Move a protected account out of its unit', prepare: moveScene },
  { row: 'ORG-09', title: "Take a detector's administrator away", prepare: delegationScene },
];

/** A call as the account's administrator, and AWS's answer. */
const ask =
  (local: Local, accountId: string) =>
  (call: string, input: Fields): Promise<unknown> =>
    makeCall(
      { call, region: local.organization.homeRegion, input },
      local.administrator(accountId),
    );

/** The same call as the intruder makes it. */
const attackBy =
  ({ organization }: Local, call: string, input: Fields): UndoScene['attack'] =>
  async (inside) => {
    await makeCall({ call, region: organization.homeRegion, input }, inside);
  };

async function storeScene(local: Local, action: string): Promise<UndoScene> {
  const accountId = local.organization.memberAccountIds.at(-1) ?? '';
  const asked = ask(local, accountId);
  const settings = { Name: action, TerminationProtectionEnabled: false };
  const made = await asked('cloudtrail:CreateEventDataStore', settings);
  const input = { EventDataStore: field(made, 'EventDataStoreArn') };
  return {
    accountId,
    attack: attackBy(local, `cloudtrail:${action}`, input),
    look: async () => field(await asked('cloudtrail:GetEventDataStore', input), 'Status'),
  };
}

async function aliasScene(local: Local): Promise<UndoScene> {
  const { logArchiveAccountId: accountId, archives } = local.organization;
  const asked = ask(local, accountId);
  const KeyId = archives[0]?.keyArn;
  const AliasName = 'alias/logs-of-all-accounts';
  await asked('kms:CreateAlias', { AliasName, TargetKeyId: KeyId });
  return {
    accountId,
    attack: attackBy(local, 'kms:DeleteAlias', { AliasName }),
    look: async () =>
      list(field(await asked('kms:ListAliases', { KeyId }), 'Aliases')).map((alias) => [
        field(alias, 'AliasName'),
        field(alias, 'TargetKeyId'),
      ]),
  };
}

async function keyStoreScene(local: Local): Promise<UndoScene> {
  const { logArchiveAccountId: accountId } = local.organization;
  const asked = ask(local, accountId);
  const made = await asked('kms:CreateCustomKeyStore', { CustomKeyStoreName: 'hardware' });
  const input = { CustomKeyStoreId: field(made, 'CustomKeyStoreId') };
  await asked('kms:ConnectCustomKeyStore', input);
  return {
    accountId,
    attack: attackBy(local, 'kms:DisconnectCustomKeyStore', input),
    look: async () => {
      const [store] = list(
        field(await asked('kms:DescribeCustomKeyStores', input), 'CustomKeyStores'),
      );
      return field(store, 'ConnectionState');
    },
  };
}

async function policyScene(local: Local): Promise<UndoScene> {
  const { managementAccountId: accountId, logArchiveAccountId } = local.organization;
  const asked = ask(local, accountId);
  const Statement = [{ Effect: 'Deny', Action: 'ec2:*', Resource: '*' }];
  const made = await asked('organizations:CreatePolicy', {
    Name: 'no-machines',
    Description: '',
    Type: 'SERVICE_CONTROL_POLICY',
    Content: JSON.stringify({ Version: '2012-10-17', Statement }),
  });
  const PolicyId = text(field(made, 'Policy', 'PolicySummary', 'Id'));
  return {
    accountId,
    attack: attackBy(local, 'organizations:AttachPolicy', {
      PolicyId,
      TargetId: logArchiveAccountId,
    }),
    look: async () =>
      field(await asked('organizations:ListTargetsForPolicy', { PolicyId }), 'Targets'),
  };
}

async function moveScene(local: Local): Promise<UndoScene> {
  const { managementAccountId: accountId, logArchiveAccountId } = local.organization;
  const asked = ask(local, accountId);
  const parentOf = async (ChildId: string | undefined) => {
    const [parent] = list(field(await asked('organizations:ListParents', { ChildId }), 'Parents'));
    return field(parent, 'Id');
  };
  const input = {
    AccountId: logArchiveAccountId,
    SourceParentId: await parentOf(logArchiveAccountId),
    DestinationParentId: await parentOf(local.organization.memberAccountIds[0]),
  };
  return {
    accountId,
    attack: attackBy(local, 'organizations:MoveAccount', input),
    look: () => parentOf(logArchiveAccountId),
  };
}

async function delegationScene(local: Local): Promise<UndoScene> {
  const { managementAccountId: accountId, securityAccountId } = local.organization;
  const asked = ask(local, accountId);
  const ServicePrincipal = 'guardduty.amazonaws.com';
  const input = { AccountId: securityAccountId, ServicePrincipal };
  await asked('organizations:RegisterDelegatedAdministrator', input);
  return {
    accountId,
    attack: attackBy(local, 'organizations:DeregisterDelegatedAdministrator', input),
    look: async () => {
      const found = await asked('organizations:ListDelegatedAdministrators', { ServicePrincipal });
      return list(field(found, 'DelegatedAdministrators')).map((one) => field(one, 'Id'));
    },
  };
}

/**
 * The event of its creation is told once it logs: in AWS seconds lie between the two, here none would. In one
 * Region only: one that were fit to be a baseline would have become one.
 */
async function rogueTrailScene({ sandbox, organization }: Local): Promise<UndoScene> {
  const { homeRegion, memberAccountIds } = organization;
  const accountId = memberAccountIds.at(-1) ?? '';
  const { world } = sandbox;
  const name = 's3-export';
  const s3BucketName = 'strangers-bucket';
  const settings = {
    s3BucketName,
    includeGlobalServiceEvents: true,
    isMultiRegionTrail: false,
    isOrganizationTrail: false,
    logFileValidationEnabled: false,
  };
  return {
    accountId,
    attack: async () => {
      hooks.cloudtrail.startLogging(
        hooks.cloudtrail.createTrail(world, { accountId, homeRegion, name, settings }),
        world.now(),
      );
      hooks.cloudtrail.tellRecord(sandbox, {
        ...{ accountId, region: homeRegion },
        eventSource: 'cloudtrail.amazonaws.com',
        eventName: 'CreateTrail',
        requestParameters: { name, s3BucketName },
      });
    },
    look: async () =>
      world.cloudtrail.trails.get(accountId)?.find((trail) => trail.name === name)?.logging
        .isLogging ?? false,
  };
}

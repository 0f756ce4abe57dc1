import { makeCall } from '../../../shared/aws/make-call';
import { type Fields, field, list, text } from '../../../shared/record/json';
import { hooks } from '../../sandbox';
import type { UndoDrill, UndoScene } from './drill-undone';
import type { Local } from './local';

/** A call as the account's administrator, and AWS's answer. */
type Ask = (call: string, input: Fields) => Promise<unknown>;

/** What an administrator makes in an account, the intruder's call on it, and the state that has to be as it was. */
async function sceneIn(
  local: Local,
  accountId: string,
  make: (ask: Ask) => Promise<{
    readonly attack: readonly [call: string, input: Fields];
    readonly look: UndoScene['look'];
  }>,
): Promise<UndoScene> {
  const region = local.organization.homeRegion;
  const ask: Ask = (call, input) =>
    makeCall({ call, region, input }, local.administrator(accountId));
  const { attack, look } = await make(ask);
  const [call, input] = attack;
  return {
    accountId,
    attack: async (inside) => {
      await makeCall({ call, region, input }, inside);
    },
    look,
  };
}

const storeScene = (local: Local, action: string): Promise<UndoScene> =>
  sceneIn(local, local.organization.memberAccountIds.at(-1) ?? '', async (ask) => {
    const settings = { Name: action, TerminationProtectionEnabled: false };
    const made = await ask('cloudtrail:CreateEventDataStore', settings);
    const input = { EventDataStore: field(made, 'EventDataStoreArn') };
    return {
      attack: [`cloudtrail:${action}`, input],
      look: async () => field(await ask('cloudtrail:GetEventDataStore', input), 'Status'),
    };
  });

const aliasScene = (local: Local): Promise<UndoScene> =>
  sceneIn(local, local.organization.logArchiveAccountId, async (ask) => {
    const KeyId = local.organization.archives[0]?.keyArn;
    const AliasName = 'alias/logs-of-all-accounts';
    await ask('kms:CreateAlias', { AliasName, TargetKeyId: KeyId });
    return {
      attack: ['kms:DeleteAlias', { AliasName }],
      look: async () =>
        list(field(await ask('kms:ListAliases', { KeyId }), 'Aliases')).map((alias) => [
          field(alias, 'AliasName'),
          field(alias, 'TargetKeyId'),
        ]),
    };
  });

const keyStoreScene = (local: Local): Promise<UndoScene> =>
  sceneIn(local, local.organization.logArchiveAccountId, async (ask) => {
    const made = await ask('kms:CreateCustomKeyStore', { CustomKeyStoreName: 'hardware' });
    const input = { CustomKeyStoreId: field(made, 'CustomKeyStoreId') };
    await ask('kms:ConnectCustomKeyStore', input);
    return {
      attack: ['kms:DisconnectCustomKeyStore', input],
      look: async () => {
        const found = await ask('kms:DescribeCustomKeyStores', input);
        return field(list(field(found, 'CustomKeyStores'))[0], 'ConnectionState');
      },
    };
  });

const policyScene = (local: Local): Promise<UndoScene> =>
  sceneIn(local, local.organization.managementAccountId, async (ask) => {
    const Statement = [{ Effect: 'Deny', Action: 'ec2:*', Resource: '*' }];
    const made = await ask('organizations:CreatePolicy', {
      Name: 'no-machines',
      Description: '',
      Type: 'SERVICE_CONTROL_POLICY',
      Content: JSON.stringify({ Version: '2012-10-17', Statement }),
    });
    const PolicyId = text(field(made, 'Policy', 'PolicySummary', 'Id'));
    const TargetId = local.organization.logArchiveAccountId;
    return {
      attack: ['organizations:AttachPolicy', { PolicyId, TargetId }],
      look: async () =>
        field(await ask('organizations:ListTargetsForPolicy', { PolicyId }), 'Targets'),
    };
  });

const moveScene = (local: Local): Promise<UndoScene> =>
  sceneIn(local, local.organization.managementAccountId, async (ask) => {
    const { logArchiveAccountId: AccountId, memberAccountIds } = local.organization;
    const parentOf = async (ChildId: string | undefined) => {
      const [parent] = list(field(await ask('organizations:ListParents', { ChildId }), 'Parents'));
      return field(parent, 'Id');
    };
    const SourceParentId = await parentOf(AccountId);
    const DestinationParentId = await parentOf(memberAccountIds[0]);
    return {
      attack: ['organizations:MoveAccount', { AccountId, SourceParentId, DestinationParentId }],
      look: () => parentOf(AccountId),
    };
  });

const delegationScene = (local: Local): Promise<UndoScene> =>
  sceneIn(local, local.organization.managementAccountId, async (ask) => {
    const ServicePrincipal = 'guardduty.amazonaws.com';
    const input = { AccountId: local.organization.securityAccountId, ServicePrincipal };
    await ask('organizations:RegisterDelegatedAdministrator', input);
    return {
      attack: ['organizations:DeregisterDelegatedAdministrator', input],
      look: async () => {
        const found = await ask('organizations:ListDelegatedAdministrators', { ServicePrincipal });
        return list(field(found, 'DelegatedAdministrators')).map((one) => field(one, 'Id'));
      },
    };
  });

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

import { CreateEventDataStoreCommand, GetEventDataStoreCommand } from '@aws-sdk/client-cloudtrail';
import {
  ConnectCustomKeyStoreCommand,
  CreateAliasCommand,
  CreateCustomKeyStoreCommand,
  DescribeCustomKeyStoresCommand,
  ListAliasesCommand,
} from '@aws-sdk/client-kms';
import {
  CreatePolicyCommand,
  ListDelegatedAdministratorsCommand,
  ListParentsCommand,
  ListTargetsForPolicyCommand,
  RegisterDelegatedAdministratorCommand,
} from '@aws-sdk/client-organizations';
import {
  type ServiceClients,
  serviceClients,
} from '../../../shared/aws/dependencies/service-clients';
import { tamper } from '../../../shared/aws/tamper';
import type { TamperingCall } from '../../../shared/domain/technique';
import type { Local } from './local';
import { rogueTrailScene } from './undo-rogue-trail';
import type { UndoDrill, UndoScene } from './undo-scene';

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

const doing =
  (call: TamperingCall): UndoScene['attack'] =>
  (inside) =>
    tamper(call, inside);

const eyes = (local: Local, accountId: string): ServiceClients =>
  serviceClients(local.administrator(accountId));

async function storeScene(local: Local, action: string): Promise<UndoScene> {
  const { homeRegion, memberAccountIds } = local.organization;
  const accountId = memberAccountIds.at(-1) ?? '';
  const { cloudtrail } = eyes(local, accountId);
  const { EventDataStoreArn: EventDataStore } = await cloudtrail.send(
    new CreateEventDataStoreCommand({ Name: action, TerminationProtectionEnabled: false }),
  );
  return {
    accountId,
    attack: doing({ call: `cloudtrail:${action}`, region: homeRegion, input: { EventDataStore } }),
    look: async () =>
      (await cloudtrail.send(new GetEventDataStoreCommand({ EventDataStore }))).Status,
  };
}

async function aliasScene(local: Local): Promise<UndoScene> {
  const { logArchiveAccountId: accountId, homeRegion, archives } = local.organization;
  const { kms } = eyes(local, accountId);
  const KeyId = archives[0]?.keyArn;
  const AliasName = 'alias/logs-of-all-accounts';
  await kms.send(new CreateAliasCommand({ AliasName, TargetKeyId: KeyId }));
  return {
    accountId,
    attack: doing({ call: 'kms:DeleteAlias', region: homeRegion, input: { AliasName } }),
    look: async () => {
      const { Aliases = [] } = await kms.send(new ListAliasesCommand({ KeyId }));
      return Aliases.map((alias) => [alias.AliasName, alias.TargetKeyId]);
    },
  };
}

async function keyStoreScene(local: Local): Promise<UndoScene> {
  const { logArchiveAccountId: accountId, homeRegion } = local.organization;
  const { kms } = eyes(local, accountId);
  const made = await kms.send(new CreateCustomKeyStoreCommand({ CustomKeyStoreName: 'hardware' }));
  const input = { CustomKeyStoreId: made.CustomKeyStoreId };
  await kms.send(new ConnectCustomKeyStoreCommand(input));
  return {
    accountId,
    attack: doing({ call: 'kms:DisconnectCustomKeyStore', region: homeRegion, input }),
    look: async () => {
      const { CustomKeyStores = [] } = await kms.send(new DescribeCustomKeyStoresCommand(input));
      return CustomKeyStores[0]?.ConnectionState;
    },
  };
}

async function policyScene(local: Local): Promise<UndoScene> {
  const { managementAccountId: accountId, logArchiveAccountId, homeRegion } = local.organization;
  const { organizations } = eyes(local, accountId);
  const Statement = [{ Effect: 'Deny', Action: 'ec2:*', Resource: '*' }];
  const { Policy } = await organizations.send(
    new CreatePolicyCommand({
      Name: 'no-machines',
      Description: '',
      Type: 'SERVICE_CONTROL_POLICY',
      Content: JSON.stringify({ Version: '2012-10-17', Statement }),
    }),
  );
  const PolicyId = Policy?.PolicySummary?.Id;
  const input = { PolicyId, TargetId: logArchiveAccountId };
  return {
    accountId,
    attack: doing({ call: 'organizations:AttachPolicy', region: homeRegion, input }),
    look: async () =>
      (await organizations.send(new ListTargetsForPolicyCommand({ PolicyId }))).Targets,
  };
}

async function moveScene(local: Local): Promise<UndoScene> {
  const { managementAccountId: accountId, logArchiveAccountId, homeRegion } = local.organization;
  const { organizations } = eyes(local, accountId);
  const parentOf = async (ChildId: string | undefined) =>
    (await organizations.send(new ListParentsCommand({ ChildId }))).Parents?.[0]?.Id;
  const input = {
    AccountId: logArchiveAccountId,
    SourceParentId: await parentOf(logArchiveAccountId),
    DestinationParentId: await parentOf(local.organization.memberAccountIds[0]),
  };
  return {
    accountId,
    attack: doing({ call: 'organizations:MoveAccount', region: homeRegion, input }),
    look: () => parentOf(logArchiveAccountId),
  };
}

async function delegationScene(local: Local): Promise<UndoScene> {
  const { managementAccountId: accountId, securityAccountId, homeRegion } = local.organization;
  const { organizations } = eyes(local, accountId);
  const ServicePrincipal = 'guardduty.amazonaws.com';
  const input = { AccountId: securityAccountId, ServicePrincipal };
  await organizations.send(new RegisterDelegatedAdministratorCommand(input));
  return {
    accountId,
    attack: doing({
      call: 'organizations:DeregisterDelegatedAdministrator',
      region: homeRegion,
      input,
    }),
    look: async () => {
      const { DelegatedAdministrators = [] } = await organizations.send(
        new ListDelegatedAdministratorsCommand({ ServicePrincipal }),
      );
      return DelegatedAdministrators.map(({ Id }) => Id);
    },
  };
}

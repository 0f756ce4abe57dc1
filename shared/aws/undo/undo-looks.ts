import { GetEventDataStoreCommand, GetTrailStatusCommand } from '@aws-sdk/client-cloudtrail';
import { DescribeCustomKeyStoresCommand, paginateListAliases } from '@aws-sdk/client-kms';
import {
  ListParentsCommand,
  paginateListDelegatedAdministrators,
  paginateListTargetsForPolicy,
} from '@aws-sdk/client-organizations';
import type { UndoCall, UndoInputs } from '../../domain/undo';
import { asked } from '../classify';
import { everyItem } from '../dependencies/all-pages';
import type { ServiceClients } from '../dependencies/service-clients';

/**
 * Where the event's change stands now: `standing` as the event left it, `undone`, or `overtaken` by
 * a newer change, which the warden leaves alone.
 */
export type Standing = 'standing' | 'undone' | 'overtaken';

type Look<C extends UndoCall> = (
  clients: ServiceClients,
  input: UndoInputs[C],
) => Promise<Standing>;

/** One look for each undo: before it, so that nothing newer is undone, and after it. Rejects with the SDK's error. */
export const undoLooks: { readonly [C in UndoCall]: Look<C> } = {
  'cloudtrail:RestoreEventDataStore': async (clients, input) =>
    (await statusOf(clients, input)) === 'PENDING_DELETION' ? 'standing' : 'undone',
  'cloudtrail:StartEventDataStoreIngestion': async (clients, input) =>
    INGESTING.has((await statusOf(clients, input)) ?? '') ? 'undone' : 'standing',
  'cloudtrail:StopLogging': async ({ cloudtrail }, input) => {
    const status = cloudtrail.send(new GetTrailStatusCommand(input));
    return (await asked('cloudtrail:GetTrailStatus', status)).IsLogging ? 'standing' : 'undone';
  },
  'kms:ConnectCustomKeyStore': async ({ kms }, input) => {
    const stores = kms.send(new DescribeCustomKeyStoresCommand(input));
    const { CustomKeyStores = [] } = await asked('kms:DescribeCustomKeyStores', stores);
    return CONNECTING.has(CustomKeyStores[0]?.ConnectionState ?? '') ? 'undone' : 'standing';
  },
  'kms:CreateAlias': async ({ kms }, { AliasName, TargetKeyId }) => {
    const pages = paginateListAliases({ client: kms }, {});
    const aliases = asked(
      'kms:ListAliases',
      everyItem(pages, ({ Aliases }) => Aliases),
    );
    const found = (await aliases).find((alias) => alias.AliasName === AliasName);
    if (!found) return 'standing';
    return TargetKeyId.endsWith(`/${found.TargetKeyId}`) ? 'undone' : 'overtaken';
  },
  'organizations:DetachPolicy': async ({ organizations }, { PolicyId, TargetId }) => {
    const pages = paginateListTargetsForPolicy({ client: organizations }, { PolicyId });
    const targets = asked(
      'organizations:ListTargetsForPolicy',
      everyItem(pages, (page) => page.Targets),
    );
    return (await targets).some((one) => one.TargetId === TargetId) ? 'standing' : 'undone';
  },
  'organizations:MoveAccount': async ({ organizations }, input) => {
    const parents = organizations.send(new ListParentsCommand({ ChildId: input.AccountId }));
    const { Parents = [] } = await asked('organizations:ListParents', parents);
    if (Parents[0]?.Id === input.SourceParentId) return 'standing';
    return Parents[0]?.Id === input.DestinationParentId ? 'undone' : 'overtaken';
  },
  'organizations:RegisterDelegatedAdministrator': async ({ organizations }, input) => {
    const { AccountId, ServicePrincipal } = input;
    const pages = paginateListDelegatedAdministrators(
      { client: organizations },
      { ServicePrincipal },
    );
    const accounts = everyItem(pages, ({ DelegatedAdministrators }) => DelegatedAdministrators);
    const found = await asked('organizations:ListDelegatedAdministrators', accounts);
    return found.some(({ Id }) => Id === AccountId) ? 'undone' : 'standing';
  },
};

/** On, or on its way there: starting takes minutes. [D] API_GetEventDataStore, API_CustomKeyStoresListEntry */
const INGESTING: ReadonlySet<string> = new Set(['ENABLED', 'STARTING_INGESTION']);
const CONNECTING: ReadonlySet<string> = new Set(['CONNECTED', 'CONNECTING']);

async function statusOf(
  { cloudtrail }: ServiceClients,
  { EventDataStore }: { readonly EventDataStore: string },
): Promise<string | undefined> {
  const store = cloudtrail.send(new GetEventDataStoreCommand({ EventDataStore }));
  return (await asked('cloudtrail:GetEventDataStore', store)).Status;
}

import { partitionOf } from '../core/partition';
import type { Action, Call, World } from '../core/service';
import { refusal } from './refusals';
import type { EventDataStore } from './state';
import { administersOrganizationTrails } from './trail';

const sevenDays = 7 * 24 * 60 * 60 * 1000;

/** The event data store a call names by ARN or id; seven days after its deletion it is gone [D]. */
export function eventDataStoreOfCall(world: World, call: Call): EventDataStore {
  const written = String(call.input.EventDataStore);
  if (
    !/^(arn:aws[a-z-]*:cloudtrail:[a-z0-9-]+:\d{12}:eventdatastore\/)?[a-f0-9-]{36}$/.test(written)
  ) {
    throw refusal('EventDataStoreARNInvalidException');
  }
  const found = eventDataStoresOf(world, call).find(
    ({ arn }) => arn === written || arn.endsWith(`/${written}`),
  );
  if (found) return found;
  throw refusal('EventDataStoreNotFoundException');
}

/** As `eventDataStoreOfCall`, refusing one that waits for its deletion. */
export function activeEventDataStore(world: World, call: Call): EventDataStore {
  const store = eventDataStoreOfCall(world, call);
  if (store.status !== 'PENDING_DELETION') return store;
  throw refusal('InactiveEventDataStoreException');
}

/** Refuses anything but one status: ingestion is stopped once, and started only when it stands still. */
export function requireStatus(store: EventDataStore, status: EventDataStore['status']): void {
  if (store.status !== status) throw refusal('InvalidEventDataStoreStatusException');
}

/** Own ones of the Region, and the organization's for those who administer them. */
export function eventDataStoresOf(
  world: World,
  { accountId, region }: Call,
): readonly EventDataStore[] {
  const administers = administersOrganizationTrails(world, accountId);
  return [...world.cloudtrail.eventDataStores.values()].filter(
    (store) =>
      store.region === region &&
      (store.accountId === accountId || (administers && store.settings.OrganizationEnabled)) &&
      !isGone(world, store),
  );
}

function isGone(world: World, { status, updatedAt }: EventDataStore): boolean {
  const expired = world.now().getTime() - updatedAt.getTime() > sevenDays;
  return status === 'PENDING_DELETION' && expired;
}

/** What identity policies are asked about: a bare id is one of the caller's own. */
export const eventDataStoreResource: NonNullable<Action['resource']> = ({
  input,
  region,
  accountId,
}) => {
  const written = String(input.EventDataStore);
  if (written.startsWith('arn:')) return written;
  return `arn:${partitionOf(region)}:cloudtrail:${region}:${accountId}:eventdatastore/${written}`;
};

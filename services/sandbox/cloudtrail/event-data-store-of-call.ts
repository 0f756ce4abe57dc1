import { type Action, type Call, Refusal, type World } from '../core/service';
import { administersOrganizationTrails } from './owner-of';
import type { EventDataStore } from './state';

const sevenDays = 7 * 24 * 60 * 60 * 1000;

/** The event data store a call names by ARN or id; seven days after its deletion it is gone [D]. */
export function eventDataStoreOfCall(world: World, call: Call): EventDataStore {
  const written = String(call.input.EventDataStore);
  if (!/^(arn:aws:cloudtrail:[a-z0-9-]+:\d{12}:eventdatastore\/)?[a-f0-9-]{36}$/.test(written)) {
    throw new Refusal(
      'EventDataStoreARNInvalidException',
      'The event data store ARN is not valid.',
    );
  }
  const found = eventDataStoresOf(world, call).find(
    ({ arn }) => arn === written || arn.endsWith(`/${written}`),
  );
  if (found) return found;
  throw new Refusal(
    'EventDataStoreNotFoundException',
    'The specified event data store was not found.',
  );
}

/** As `eventDataStoreOfCall`, refusing one that waits for its deletion. */
export function activeEventDataStore(world: World, call: Call): EventDataStore {
  const store = eventDataStoreOfCall(world, call);
  if (store.status !== 'PENDING_DELETION') return store;
  throw new Refusal('InactiveEventDataStoreException', 'The event data store is inactive.');
}

/** Refuses anything but one status: ingestion is stopped once, and started only when it stands still. */
export function requireStatus(store: EventDataStore, status: EventDataStore['status']): void {
  if (store.status === status) return;
  throw new Refusal(
    'InvalidEventDataStoreStatusException',
    'The event data store is not in a status that supports the operation.',
  );
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
  return `arn:aws:cloudtrail:${region}:${accountId}:eventdatastore/${written}`;
};

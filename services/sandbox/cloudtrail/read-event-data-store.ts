import { Refusal } from '../core/refusal';
import type { EventDataStoreSettings } from './event-data-store';
import { readSelectors } from './read-selectors';

type Written = Readonly<Record<string, unknown>>;

const fields = [
  'Name',
  'AdvancedEventSelectors',
  'MultiRegionEnabled',
  'OrganizationEnabled',
  'RetentionPeriod',
  'TerminationProtectionEnabled',
  'BillingMode',
  'KmsKeyId',
] as const;

/** All management events of all Regions, protected, a year long, unless said otherwise [D API_CreateEventDataStore]. */
export function newEventDataStore(input: Written): EventDataStoreSettings {
  if (typeof input.Name !== 'string' || !/^[A-Za-z0-9._-]{3,128}$/.test(input.Name)) {
    throw new Refusal('InvalidParameterException', 'Event data store name is not valid.');
  }
  const fixed = input.BillingMode === 'FIXED_RETENTION_PRICING';
  const defaults: EventDataStoreSettings = {
    Name: input.Name,
    AdvancedEventSelectors: [
      {
        Name: 'Default management events',
        FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }],
      },
    ],
    MultiRegionEnabled: true,
    OrganizationEnabled: false,
    RetentionPeriod: fixed ? 2557 : 366,
    TerminationProtectionEnabled: true,
    BillingMode: 'EXTENDABLE_RETENTION_PRICING',
  };
  return changedEventDataStore(defaults, input);
}

/** Absent leaves a setting as it is; at least one has to be there. */
export function changedEventDataStore(
  before: EventDataStoreSettings,
  input: Written,
): EventDataStoreSettings {
  const sent = fields.filter((field) => input[field] !== undefined && input[field] !== null);
  if (sent.length === 0) {
    throw new Refusal('InvalidParameterException', 'You must specify at least one setting.');
  }
  if (input.AdvancedEventSelectors !== undefined) {
    readSelectors({ AdvancedEventSelectors: input.AdvancedEventSelectors });
  }
  const changes = Object.fromEntries(sent.map((field) => [field, input[field]]));
  return { ...before, ...(changes as Partial<EventDataStoreSettings>) };
}

import type { AdvancedEventSelector } from './selectors';

/** CloudTrail Lake, as far as its settings go: no event is ever put into it. */
export interface EventDataStore {
  readonly arn: string;
  readonly accountId: string;
  readonly region: string;
  readonly createdAt: Date;
  readonly tags: Readonly<Record<string, string>>;
  settings: EventDataStoreSettings;
  configuration: EventDataStoreConfiguration;
  status: 'ENABLED' | 'STOPPED_INGESTION' | 'PENDING_DELETION';
  updatedAt: Date;
}

/** In AWS's spelling: it comes and goes as it is. */
export interface EventDataStoreSettings {
  readonly Name: string;
  readonly AdvancedEventSelectors: readonly AdvancedEventSelector[];
  readonly MultiRegionEnabled: boolean;
  readonly OrganizationEnabled: boolean;
  readonly RetentionPeriod: number;
  readonly TerminationProtectionEnabled: boolean;
  readonly BillingMode: string;
  readonly KmsKeyId?: string;
}

/** What PutEventConfiguration sets of an event data store. */
export interface EventDataStoreConfiguration {
  readonly MaxEventSize: string;
  readonly ContextKeySelectors: readonly unknown[];
}

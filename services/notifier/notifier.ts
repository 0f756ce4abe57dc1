import type { Lease } from '../../shared/aws/notify/courier-lease';
import type { RetryRequest, TestResults } from '../../shared/aws/notify/retry-row';
import type { Incident, IncidentSummary } from '../../shared/domain/incident';
import type { Delivery, Ending, Notice } from '../../shared/domain/notification';
import type { ChannelSettings, Configuration } from '../../shared/tell/notify/configuration';
import type { Letter } from '../../shared/tell/notify/letter';

/** Everything the notifier needs of the world. A port that rejects ends the invocation, which is then repeated. */
export interface Notifier {
  readonly now: () => Date;
  readonly configuration: Configuration;
  readonly securityAccountId: string;
  /** Writes a notice down once; false when it was there. */
  readonly plan: (notice: Notice) => Promise<boolean>;
  readonly pending: () => Promise<readonly Notice[]>;
  /** The notices that people want tried again. */
  readonly retries: () => Promise<readonly RetryRequest[]>;
  /** Puts a dead notice back; false when it was not dead. */
  readonly putBack: (request: RetryRequest) => Promise<boolean>;
  /** Writes down the results of a test. */
  readonly endTest: (request: RetryRequest, results: TestResults) => Promise<void>;
  readonly lease: (channel: string) => Promise<Lease | undefined>;
  readonly endLease: (lease: Lease) => Promise<void>;
  readonly begin: (notice: Notice, nextAt: string) => Promise<Notice | undefined>;
  readonly end: (notice: Notice, ending: Ending) => Promise<void>;
  readonly incident: (id: string) => Promise<Incident | undefined>;
  /** Whether the channel was told anything else of the incident. */
  readonly toldBefore: (notice: Notice) => Promise<boolean>;
  readonly deliver: (
    channel: string,
    settings: ChannelSettings,
    letter: Letter,
  ) => Promise<Delivery>;
  readonly unacknowledged: () => AsyncIterable<IncidentSummary>;
  readonly readClock: () => Promise<Date | undefined>;
  readonly setClock: (until: Date) => Promise<void>;
  readonly leftMs: () => number;
}

import type { IncidentSummary } from './incident';
import type { LinkSource } from './lineage';
import type { Obstacle } from './obstacle';
import type { Place } from './place';

/** One question to a source of an account's calls in a Region. It has one attribute, since AWS takes no more. */
export interface Lookup extends Place {
  readonly attribute: LookupAttribute;
  /** ISO times. */
  readonly from: string;
  readonly to: string;
}

export interface LookupAttribute {
  readonly key: 'EventId' | 'EventName' | 'ResourceName';
  readonly value: string;
}

/** Records as CloudTrail wrote them, newest first; no field in them is certain to be there. */
export type Looked =
  | {
      readonly kind: 'read';
      readonly records: readonly unknown[];
      /** The file of each record; absent where the source has no files. */
      readonly files?: ReadonlyMap<unknown, string>;
      /** False when there were more records than the source reads. */
      readonly complete: boolean;
    }
  | { readonly kind: 'unread'; readonly why: Obstacle };

/** Never rejects. */
export type LookUp = (lookup: Lookup) => Promise<Looked>;

/** A source of records. Sources are asked in order until one has the record. */
export interface RecordSource {
  readonly name: LinkSource;
  readonly lookUp: LookUp;
}

/** The other incidents of an account that were opened in this time, both ends included. Rejects with the SDK's error. */
export type OpenedIn = (
  accountId: string,
  time: { readonly since: string; readonly until: string },
) => Promise<readonly IncidentSummary[]>;

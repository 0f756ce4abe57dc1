import type { IncidentSummary } from './incident';
import type { LinkSource } from './lineage';
import type { Obstacle } from './obstacle';

/** One question to what is kept of an account's calls in a Region. One attribute: AWS takes no more. */
export interface Lookup {
  readonly accountId: string;
  readonly region: string;
  readonly attribute: LookupAttribute;
  /** ISO times. */
  readonly from: string;
  readonly to: string;
}

export interface LookupAttribute {
  readonly key: 'EventId' | 'EventName' | 'ResourceName';
  readonly value: string;
}

/** Records are as CloudTrail wrote them, newest first, and nothing in them is certain to be there. */
export type Looked =
  | {
      readonly kind: 'read';
      readonly records: readonly unknown[];
      /** The file in which each record was, by the record; absent where there are no files. */
      readonly files?: ReadonlyMap<unknown, string>;
      /** False when there were more than anybody would read. */
      readonly complete: boolean;
    }
  | { readonly kind: 'unread'; readonly why: Obstacle };

/** Never rejects. */
export type LookUp = (lookup: Lookup) => Promise<Looked>;

/** Where records are found; asked in order until one has what is looked for. */
export interface RecordSource {
  readonly name: LinkSource;
  readonly lookUp: LookUp;
}

/** The other incidents of an account that were opened in this time, both ends included. Rejects with the SDK's error. */
export type OpenedIn = (
  accountId: string,
  time: { readonly since: string; readonly until: string },
) => Promise<readonly IncidentSummary[]>;

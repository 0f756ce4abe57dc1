import { perWorld } from '../../core/per-world';

/** An item in DynamoDB's JSON: `{ "pk": { "S": "…" } }`. */
export type Image = Readonly<Record<string, unknown>>;

/** One change of one item, with everything a view may show. */
export interface StreamRecord {
  readonly id: string;
  readonly eventName: 'INSERT' | 'MODIFY' | 'REMOVE';
  readonly sequenceNumber: string;
  readonly at: Date;
  readonly keys: Image;
  readonly oldImage: Image | undefined;
  readonly newImage: Image | undefined;
}

/** What a table's stream holds: one shard, oldest first. */
export interface Stream {
  readonly arn: string;
  readonly view: string;
  readonly records: StreamRecord[];
  /** How many records were dropped before the first that is kept. */
  dropped: number;
  /** The items as they were last seen, by key: what the next change begins with. */
  readonly images: Map<string, Image | undefined>;
  /** Woken when a record arrives. */
  readonly waiting: Set<() => void>;
}

/** By stream ARN. */
export const streams = perWorld(() => new Map<string, Stream>());

import type { SubjectKind } from './subject';
import type { WatchLook } from './watch';

/** A wish to have places of an account looked at, as it lies in the queue. */
export interface Check {
  readonly id: string;
  readonly accountId: string;
  readonly region: string;
  /** Other Regions of the account that are to be looked at as well: the same role opens them. */
  readonly also?: readonly string[];
  readonly by: string;
  /** Only these kinds of subject; absent means all, and an empty list that only a heartbeat is wanted. */
  readonly kinds?: readonly SubjectKind[];
  /** Send a heartbeat from there as well. */
  readonly heartbeat?: boolean;
  /** Of a watched place: which look of which series this is. */
  readonly watch?: WatchLook;
}

import type { Place } from './place';
import type { SubjectKind } from './subject';
import type { WatchLook } from './watch';

/** A request to look at places of an account, as it lies in the queue. */
export interface Check extends Place {
  readonly id: string;
  /** Other Regions of the account to look at as well: the same role opens them. */
  readonly also?: readonly string[];
  readonly by: string;
  /** Only these kinds of subject; absent means all kinds, and an empty list means that only a heartbeat is wanted. */
  readonly kinds?: readonly SubjectKind[];
  /** Send a heartbeat from there as well. */
  readonly heartbeat?: boolean;
  /** Leaves out what rarely changes and costs most to read (`isLeftToADeepLook`). */
  readonly isLight?: boolean;
  /** For a watched place: which look of which series this is. */
  readonly watch?: WatchLook;
}

import type { Objects } from '../../../shared/aws/read-objects';
import type { Chain } from '../../../shared/watch/digests/chain';
import type { CheckSignature } from '../../../shared/watch/digests/judge-digest';
import type { JudgedDigest } from '../../../shared/watch/digests/report';

/** One walk through the digests of an account and Region: what is read, and how far. */
export interface Walk {
  readonly objects: Objects;
  readonly chain: Chain;
  readonly range: Range;
  readonly check: CheckSignature;
  /** With the keys of another time: a backfill digest is signed when it is made. */
  readonly checkAround: (at: Date) => Promise<CheckSignature>;
  readonly parallel: number;
  /** Keep the verdict of every log file, not only of those that are not valid. */
  readonly everyLog: boolean;
  readonly progress: (digest: JudgedDigest) => void;
}

/** The time in question; `to` is never in the future. */
export interface Range {
  readonly from: Date;
  readonly to: Date;
  /** It ends so near to now that its newest digests may still be on their way. */
  readonly isOpen?: boolean;
}

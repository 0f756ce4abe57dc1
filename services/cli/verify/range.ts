/** The time in question; `to` is never in the future. */
export interface Range {
  readonly from: Date;
  readonly to: Date;
  /** It ends so near to now that its newest digests may still be on their way. */
  readonly isOpen?: boolean;
}

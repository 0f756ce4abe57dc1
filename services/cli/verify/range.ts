/** What is asked about; `to` is never in the future. */
export interface Range {
  readonly from: Date;
  readonly to: Date;
}

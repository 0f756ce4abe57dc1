/** An account in a Region: where something is, or happens. */
export interface Place {
  readonly accountId: string;
  readonly region: string;
}

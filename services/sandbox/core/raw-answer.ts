/** An answer that goes out as it is: what an action returns when another engine spoke the protocol. */
export class RawAnswer {
  constructor(
    readonly status: number,
    readonly headers: Readonly<Record<string, string>>,
    readonly body: Buffer | string,
    /** AWS error code for the call log and the record, when the engine refused. */
    readonly errorCode?: string,
  ) {}
}

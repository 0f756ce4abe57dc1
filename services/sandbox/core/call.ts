import type { Principal } from './principal';

/** One API call after the wire protocol was parsed and the signature verified. */
export interface Call {
  /** IAM prefix of the service, e.g. `cloudtrail`. */
  readonly service: string;
  /** The API's own name, e.g. `StopLogging`. */
  readonly action: string;
  /** The account that owns the credentials; nothing in the request can change it. */
  readonly accountId: string;
  /** Region of the signature's credential scope; us-east-1 for a global service. */
  readonly region: string;
  readonly principal: Principal;
  /** Input as AWS spells it (`Name`, not `name`). Query-protocol lists and maps are already plain values, every leaf a string. */
  readonly input: Readonly<Record<string, unknown>>;
  /** The request as it arrived, for an action that passes it on to another engine. */
  readonly raw: {
    readonly body: Buffer;
    readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  };
  readonly requestId: string;
  readonly sourceIp: string;
  readonly userAgent: string;
  readonly at: Date;
}

import type { Incident } from '../../../domain/incident';
import type { Mail } from '../../../domain/mail';

/** One HTTP request as data. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON; absent for GET. */
  readonly body?: string;
}

export type HttpAnswer =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly body: string;
      /** The receiver asks us to wait so long. */
      readonly retryAfterMs?: number;
    }
  /** `mayHaveArrived`: the connection was open, so the request may have left. */
  | { readonly kind: 'unanswered'; readonly code: string; readonly mayHaveArrived: boolean };

/** What a channel needs from the world. Only `secret` and the ports to AWS throw, with the SDK's error. */
export interface ChannelPorts {
  readonly http: (request: HttpRequest) => Promise<HttpAnswer>;
  /** The text of a secret, by its ARN. */
  readonly secret: (arn: string) => Promise<string>;
  /** HMAC-SHA256 in Base64; the key is Base64. */
  readonly hmac: (key: string, text: string) => string;
  readonly publish: (message: {
    readonly topicArn: string;
    readonly subject: string;
    readonly text: string;
    /** The text for phones, which replaces the long one. */
    readonly sms: string;
    /** Attributes that subscribers may filter by. */
    readonly attributes: Readonly<Record<string, string>>;
  }) => Promise<void>;
  readonly sendMail: (mail: Mail) => Promise<void>;
  /** To the default bus of the security account. */
  readonly putEvent: (event: BusEvent) => Promise<void>;
  /** One finding in ASFF, into Security Hub. */
  readonly importFinding: (finding: object) => Promise<void>;
  /** The incident in the formats of other systems, with the time of writing: Security Hub ignores an older one. */
  readonly asff: (incident: Incident, at: string) => object;
  readonly ocsf: (incident: Incident, at: string) => object;
  /** Reads and keeps the ticket of an incident in this channel. */
  readonly ticket: {
    readonly read: (incidentId: string) => Promise<string | undefined>;
    readonly keep: (incidentId: string, ref: string) => Promise<void>;
  };
  readonly now: () => Date;
}

export interface BusEvent {
  readonly source: string;
  readonly detailType: string;
  readonly detail: object;
}

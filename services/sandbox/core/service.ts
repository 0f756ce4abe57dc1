import type { Call } from './call';
import type { World } from './world';

/**
 * One AWS service as the sandbox speaks it: where it listens, which actions it knows.
 * An action that is not in `actions` is refused with status 501, naming the file to add.
 */
export interface Service {
  /** IAM prefix and SigV4 signing name, e.g. `cloudtrail`. */
  readonly id: string;
  /** As in CloudTrail records, e.g. `cloudtrail.amazonaws.com`. */
  readonly eventSource: string;
  readonly wire:
    | { readonly protocol: 'json'; readonly version: '1.0' | '1.1'; readonly targetPrefix: string }
    | { readonly protocol: 'query'; readonly version: string; readonly namespace: string };
  readonly actions: Readonly<Record<string, Action>>;
}

/** What an action returns: plain data in AWS's spelling; Dates are rendered by the protocol. */
export type Output = Readonly<Record<string, unknown>>;

export interface Action {
  /** Read-only calls write no record that plain rules can match. */
  readonly readOnly: boolean;
  /** ARN(s) that identity policies are evaluated against; `*` where AWS has no resource. */
  readonly resource: (call: Call, world: World) => string | readonly string[];
  /** Needs no permission (GetCallerIdentity) or checks them itself (AssumeRole: the trust policy too). */
  readonly authorization?: 'policy' | 'none' | 'own';
  /** Calls per second per account and Region when quotas are switched on. */
  readonly quota?: { readonly group: string; readonly perSecond: number; readonly burst?: number };
  readonly handle: (call: Call, world: World) => Output | Promise<Output>;
  /**
   * The part of the CloudTrail record only the action knows. Default: input with first letters
   * lowered, `responseElements: null`. `null` writes no record (SQS messages, DynamoDB items: data plane).
   */
  readonly record?: null | ((call: Call, output: Output | undefined, world: World) => RecordPart);
}

export interface RecordPart {
  readonly requestParameters?: unknown;
  readonly responseElements?: unknown;
  readonly resources?: readonly unknown[];
  readonly sharedEventID?: string;
}

import type { AccountState } from '../account/state';
import type { CloudTrailState } from '../cloudtrail/state';
import type { EventsState } from '../events/state';
import type { ConditionContext } from '../iam/condition-keys';
import type { ResourcePolicy } from '../iam/policy-document';
import type { IamState } from '../iam/state';
import type { KmsState } from '../kms/state';
import type { LogsState } from '../logs/state';
import type { OrganizationState } from '../organizations/state';
import type { S3State } from '../s3/state';
import type { SnsState } from '../sns/state';
import type { SqsState } from '../sqs/state';
import type { Clock } from './clock';
import type { Feed } from './feed';
import type { Principal } from './principal';

/**
 * One AWS service as the sandbox speaks it: where it listens, which actions it knows.
 * An action that is not in `actions` is refused with status 501, naming a file to add.
 */
export interface Service {
  /** IAM prefix and SigV4 signing name, e.g. `cloudtrail`. */
  readonly id: string;
  /** As in CloudTrail records, e.g. `cloudtrail.amazonaws.com`. */
  readonly eventSource: string;
  readonly wire:
    | { readonly protocol: 'json'; readonly version: '1.0' | '1.1'; readonly targetPrefix: string }
    | {
        readonly protocol: 'query';
        readonly version: string;
        readonly namespace: string;
        /** EC2's own dialect, and how its members are called on the wire. */
        readonly ec2?: Ec2Names;
      }
    | { readonly protocol: 'rest-json' }
    | {
        readonly protocol: 'rest-xml';
        readonly namespace: string;
        /** Errors are inside an `ErrorResponse`; those of S3 alone are not. */
        readonly wrapsErrors?: true;
      };
  readonly actions: Readonly<Record<string, Action>>;
  /** Calls and records belong to us-east-1, in any Region that the caller signed for (Organizations, IAM). */
  readonly global?: boolean;
  /** Code of a throttled call; default `ThrottlingException` (JSON) or `Throttling` (Query). */
  readonly throttlingCode?: string;
  /** Code of a denied call where it is not AccessDenied(Exception): SNS's AuthorizationError. */
  readonly deniedCode?: string;
  /** Its HTTP status where it is not that of the protocol. */
  readonly deniedStatus?: number;
  /** A denial in the service's own words, given those of all others. */
  readonly deniedSentence?: (sentence: string) => string;
  /** An error's code as records have it, where the wire says it otherwise: EC2's `Client.…`. */
  readonly recordedCode?: (code: string) => string;
  /** Extra response headers on an error, e.g. SQS's `x-amzn-query-error`. */
  readonly errorHeaders?: (refusal: Refusal) => Readonly<Record<string, string>>;
  /** REST/XML: more elements of the error, e.g. S3's `BucketName`. */
  readonly errorDetails?: (refusal: Refusal) => Readonly<Record<string, string>>;
  /** Records of denied calls keep `requestParameters`; of most services they are null (techniques F12). */
  readonly recordsDeniedParameters?: boolean;
}

/**
 * EC2's dialect of the Query protocol [D] Query-Requests: lists are numbered without `member`, in answers they are
 * `item` elements, and many members have another name on the wire than in the API.
 */
export interface Ec2Names {
  /**
   * The API's name by the wire's, where it is another: `InstanceId[]` for a numbered one, before that, where it has to be
   * told apart, the action or the member it is in: `ModifyInstanceAttribute.GroupId[]`.
   */
  readonly input: Readonly<Record<string, string>>;
  /** The wire's name by the API's, where it is more than a small first letter; `Instances.State`, `DescribeSnapshots/Snapshots.State`. */
  readonly output: Readonly<Record<string, string>>;
}

export interface Action {
  /** Read-only calls write no record that plain rules can match. Said only where the action's name does not. */
  readonly readOnly?: boolean;
  /** ARN(s) that identity policies are evaluated against; default `*`, where AWS has no resource. */
  readonly resource?: (call: Call, world: World) => string | readonly string[];
  /** Where the action lives; only, and always, in a REST service. */
  readonly rest?: RestBinding;
  /** The record's `eventName` where it differs from the API's: PutBucketLifecycle, DeleteFunction20150331. */
  readonly eventName?: string;
  /** Needs no permission (GetCallerIdentity) or checks them itself (AssumeRole: the trust policy too). */
  readonly authorization?: 'policy' | 'none' | 'own';
  /** IAM's name where it differs from the API's: SendMessageBatch needs `sqs:SendMessage`. */
  readonly permission?: string | ((call: Call) => string);
  /** Policy on the resource itself. Returned without `document` = it could have one and has none. */
  readonly resourcePolicy?: (call: Call, world: World) => ResourcePolicy | undefined;
  /** Condition keys only this action knows, e.g. `events:source`. */
  readonly conditions?: (call: Call, world: World) => ConditionContext;
  /** Condition keys about one of the resources, e.g. its tags. */
  readonly conditionsOf?: (resource: string, call: Call, world: World) => ConditionContext;
  /** Calls per second per account and Region when quotas are switched on. */
  readonly quota?: { readonly group: string; readonly perSecond: number; readonly burst?: number };
  /** Throws a Refusal to answer with an AWS error; returns nothing where AWS answers with nothing. */
  readonly handle: (call: Call, world: World) => Answer | Promise<Answer>;
  /**
   * The part of the CloudTrail record only the action knows. Default: input with first letters
   * lowered, `responseElements: null`. `null` writes no record (SQS messages, DynamoDB items: data plane).
   * `output` is absent when the call failed.
   */
  readonly record?: null | ((call: Call, output: Output | undefined, world: World) => RecordPart);
}

export interface RecordPart {
  readonly requestParameters?: unknown;
  readonly responseElements?: unknown;
  readonly resources?: readonly unknown[];
  readonly additionalEventData?: Readonly<Record<string, unknown>>;
  /** Another account that gets a record of the same call under one sharedEventID (AssumeRole). */
  readonly sharedWith?: string;
}

/** Whether a call only reads: what the action says, or else its name. */
export const isRead = ({ readOnly }: Pick<Action, 'readOnly'>, name: string): boolean =>
  readOnly ?? /^(?:Get|List|Describe|Head|Lookup)/.test(name);

/** The actions of a service by the names of their constants: `stopLogging` → `StopLogging`, and so is `stopLoggingAction`. */
export const named = (
  ...files: readonly Readonly<Record<string, Action>>[]
): Readonly<Record<string, Action>> =>
  Object.fromEntries(
    files.flatMap(Object.entries<Action>).map(([name, action]) => [apiName(name), action]),
  );

const apiName = (name: string): string =>
  name.charAt(0).toUpperCase() + name.slice(1).replace(/Action$/, '');

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

/**
 * The state of the emulated organization. Each service keeps its own part in `<service>/state.ts`
 * (plain Maps keyed by ARN; an ARN holds the account and the Region), and no service reaches into
 * another's part except through the functions that part exports.
 */
export interface World {
  /** Of all its Regions. */
  readonly partition: string;
  /** Regions that exist here, e.g. us-east-1, eu-west-1. */
  readonly regions: readonly string[];
  readonly now: () => Date;
  readonly clock: Clock;
  /** Everything a bystander may watch: calls, records, deliveries, invocations. */
  readonly feed: Feed;
  readonly account: AccountState;
  readonly organization: OrganizationState;
  readonly iam: IamState;
  readonly cloudtrail: CloudTrailState;
  readonly events: EventsState;
  readonly kms: KmsState;
  readonly logs: LogsState;
  readonly s3: S3State;
  readonly sns: SnsState;
  readonly sqs: SqsState;
}

/** What an action returns: plain data in AWS's spelling; Dates are rendered by the protocol. */
export type Output = Readonly<Record<string, unknown>>;

type Answer = Output | RawAnswer | undefined;

/** How a call ended. `hung-up`: the connection goes without an answer. */
export type Outcome =
  | { readonly kind: 'output'; readonly output: Output }
  | { readonly kind: 'raw'; readonly answer: RawAnswer }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'hung-up' };

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

/** An AWS error the sandbox returns: AWS's code and AWS's sentence, rendered by the wire protocol. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(
    readonly code: string,
    message: string,
    readonly status = 400,
  ) {
    super(message);
  }
}

/** What `run` gives; where it throws, the refusal, with what was thrown as its cause. */
export function orRefuse<T>(run: () => T, refusalOf: () => Refusal): T {
  try {
    return run();
  } catch (cause) {
    const refusal = refusalOf();
    refusal.cause = cause;
    throw refusal;
  }
}

/** The sandbox itself does not know how: status 501, which no SDK retries, naming what is missing. */
export class NotEmulated extends Refusal {
  constructor(message: string) {
    super('NotEmulated', message, 501);
  }
}

/** Where one action of a REST service lives, and how its members travel; Smithy's HTTP traits in plain values. */
export interface RestBinding {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE';
  /** `/{Bucket}`, `/{Bucket}/{Key+}`; a label with `+` takes the rest of the path. Labels become input members. */
  readonly path: string;
  /** Query keys that must be there for this action to be meant, e.g. `lifecycle`. They are no members. */
  readonly select?: readonly string[];
  /** A header, in lower case, that has to be there too: CopyObject is PutObject with `x-amz-copy-source`. */
  readonly selectHeader?: string;
  /** Query key → input member. A request with any other key (but `x-id`) is not this action. */
  readonly query?: Readonly<Record<string, string>>;
  /** Header in lower case → input member; other headers are left alone. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The input member that is the whole body as it came, a Buffer. Default: the body is XML or JSON. */
  readonly payload?: string;
  readonly answer?: RestAnswer;
}

export interface RestAnswer {
  /** Default 200. */
  readonly status?: number;
  /** Root element of the XML; without it the answer has no body. JSON needs none. */
  readonly root?: string;
  /** Output member → header; these members are not in the body, and not sent when undefined. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The output member, text or bytes, that is the whole body. */
  readonly payload?: string;
}

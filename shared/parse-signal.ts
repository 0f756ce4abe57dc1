import * as v from 'valibot';
import type { Actor, Evidence } from './domain/evidence';
import type { Signal } from './domain/signal';
import { type Subject, trailSubject } from './domain/subject';
import { resolveTrailArn } from './domain/trail';

/** A message is a signal, or it never will be: then `why` is the sentence that goes with it to the dead letters. */
export type Parsed =
  | { readonly kind: 'signal'; readonly signal: Signal }
  | { readonly kind: 'refused'; readonly why: string };

/**
 * The body of one SQS message → a signal. The only reader of foreign JSON. Never throws.
 *
 * The envelope's `account` and `region` are AWS's word: nobody else can publish a source that begins
 * with `aws.`. Everything under `detail` is what a caller typed, so nothing in it is required, and a
 * record that names another account than its envelope is refused.
 */
export function parseSignal(body: string, receivedAt: string): Parsed {
  const message = parseJson(body);
  if (message === undefined) return refused('The message is not JSON.');
  const check = v.safeParse(Check, message);
  if (check.success) return { kind: 'signal', signal: checkSignal(check.output, receivedAt) };
  const envelope = v.safeParse(Envelope, message);
  if (!envelope.success) return refused(whatIsWrong(envelope.issues));
  return fromEnvelope(envelope.output, receivedAt);
}

const AccountId = v.pipe(v.string(), v.regex(/^\d{12}$/, 'is not a 12-digit account id'));
const Region = v.pipe(v.string(), v.regex(/^[a-z]{2,4}(-[a-z]+)+-\d$/, 'is not a Region'));
const Time = v.pipe(
  v.string(),
  v.check((text) => !Number.isNaN(Date.parse(text)), 'is not a time'),
  v.transform((text) => new Date(text).toISOString()),
);
/** Whatever is not text is as good as missing: `detail` decides nothing. */
const Text = v.fallback(v.optional(v.pipe(v.string(), v.nonEmpty())), undefined);
const part = <T extends v.ObjectEntries>(entries: T) => v.fallback(v.object(entries), {} as never);

/** What the sweep and the CLI put on the queue; only our own roles may (queue policy). */
const Check = v.object({
  trailwarden: v.literal('check'),
  id: v.pipe(v.string(), v.nonEmpty()),
  accountId: AccountId,
  region: Region,
  by: v.string(),
});

const Issuer = part({ arn: Text });
const SessionContext = part({ sessionIssuer: Issuer, sourceIdentity: Text });
const UserIdentity = part({
  type: Text,
  arn: Text,
  principalId: Text,
  accountId: Text,
  accessKeyId: Text,
  invokedBy: Text,
  sessionContext: SessionContext,
});

const Envelope = v.object({
  source: v.pipe(v.string(), v.startsWith('aws.', 'is not a source of AWS')),
  'detail-type': v.literal('AWS API Call via CloudTrail', 'is not a CloudTrail API call'),
  account: AccountId,
  region: Region,
  time: Time,
  detail: v.object({
    eventID: v.pipe(v.string(), v.nonEmpty()),
    eventSource: v.string(),
    eventName: v.string(),
    eventTime: v.fallback(v.optional(Time), undefined),
    errorCode: Text,
    recipientAccountId: Text,
    sourceIPAddress: Text,
    userAgent: Text,
    userIdentity: UserIdentity,
    requestParameters: part({ name: Text, trailName: Text }),
  }),
});

type Envelope = v.InferOutput<typeof Envelope>;

function fromEnvelope(envelope: Envelope, receivedAt: string): Parsed {
  const { account, region, detail } = envelope;
  if (detail.recipientAccountId && detail.recipientAccountId !== account) {
    return refused(
      `The record was written for account ${detail.recipientAccountId} but came from ${account}.`,
    );
  }
  const subject = subjectOf(envelope);
  return {
    kind: 'signal',
    signal: {
      kind: 'event',
      id: detail.eventID,
      accountId: account,
      region,
      ...(subject && { subject }),
      eventTime: detail.eventTime ?? envelope.time,
      receivedAt,
      evidence: evidenceOf(detail),
    },
  };
}

/**
 * Nothing when the record names no trail, or names it in a way AWS would not accept. A failed call may
 * name anything: only one that took effect (a delegated administrator's) leads into another account.
 */
function subjectOf({ account, region, detail }: Envelope): Subject | undefined {
  const { name, trailName } = detail.requestParameters;
  const arn = resolveTrailArn(name ?? trailName ?? '', { accountId: account, region });
  if (!arn || (detail.errorCode && arn.accountId !== account)) return undefined;
  return trailSubject(arn);
}

function evidenceOf(detail: Envelope['detail']): Evidence {
  const { eventID, eventSource, eventName, errorCode, sourceIPAddress, userAgent } = detail;
  const { invokedBy } = detail.userIdentity;
  return {
    eventId: eventID,
    eventSource,
    eventName,
    ...(errorCode && { errorCode }),
    actor: actorOf(detail.userIdentity),
    ...(sourceIPAddress && { sourceIp: sourceIPAddress }),
    ...(userAgent && { userAgent }),
    ...(invokedBy && { invokedBy }),
  };
}

function actorOf(identity: Envelope['detail']['userIdentity']): Actor {
  const { type, arn, principalId, accountId, accessKeyId, invokedBy, sessionContext } = identity;
  const principal = arn ?? principalId ?? invokedBy ?? accountId ?? 'unknown';
  const { sourceIdentity, sessionIssuer } = sessionContext ?? {};
  const chain = [sourceIdentity, sessionIssuer?.arn, principal].filter(
    (link) => link !== undefined,
  );
  return {
    type: type ?? 'Unknown',
    principal,
    ...(accountId && { accountId }),
    ...(accessKeyId && { accessKeyId }),
    chain,
  };
}

const checkSignal = (check: v.InferOutput<typeof Check>, receivedAt: string): Signal => ({
  kind: 'check',
  id: check.id,
  accountId: check.accountId,
  region: check.region,
  by: check.by,
  receivedAt,
});

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function whatIsWrong(issues: readonly v.BaseIssue<unknown>[]): string {
  const issue = issues[0];
  const path = issue ? v.getDotPath(issue as never) : undefined;
  const what = issue?.message.startsWith('is ') ? issue.message : 'is missing or of the wrong kind';
  return `The message is neither an EventBridge event nor a check: ${path ?? 'it'} ${what}.`;
}

const refused = (why: string): Parsed => ({ kind: 'refused', why });

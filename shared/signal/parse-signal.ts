import * as v from 'valibot';
import type { Actor, Evidence } from '../domain/evidence';
import { mayAskForLooks, mayTellEvents } from '../domain/sender';
import type { Signal } from '../domain/signal';
import { type Subject, subjectKinds, trailSubject } from '../domain/subject';
import { resolveTrailArn } from '../domain/trail';
import { type NamedCall, subjectsNamed, textOf, triedBy } from './names';
import type { CallIn } from './protected';

/** A message is a signal, or it never will be: then `why` is the sentence that goes with it to the dead letters. */
export type Parsed =
  | {
      readonly kind: 'signal';
      readonly signal: Signal;
      /** Empty when the record names no guarded subject, as with most denied calls. */
      readonly subjects: readonly Subject[];
      /** A fingerprint of the record: every copy of one record has the same, and no other record has it. */
      readonly told?: string;
    }
  | { readonly kind: 'refused'; readonly why: string };

/** The guarded subjects, besides trails, that a call in this account and Region may change. */
export type ProtectedIn = (place: CallIn) => readonly Subject[];

/**
 * The body of one SQS message → a signal. The only reader of foreign JSON. Never throws.
 *
 * The envelope's `account` and `region` are AWS's word: only AWS can publish a source that begins
 * with `aws.`, and an envelope that EventBridge did not send is no event. It is a reason to look at the
 * place it names, as a check is: a person who moves dead letters back may be the sender of what AWS told
 * ([K]), and such a sender may send a check as well. Everything under `detail` is what a caller
 * typed, so nothing in it is required, and a record that names another account than its envelope is
 * refused. The reason given is a sentence that quotes nothing of the sender's text.
 */
export function parseSignal(
  body: string,
  receivedAt: string,
  protectedIn: ProtectedIn = () => [],
  senderId?: string,
): Parsed {
  const message = parseJson(body);
  if (message === undefined) return refused('The message is not JSON.');
  const check = v.safeParse(Check, message);
  if (check.success) {
    if (!mayAskForLooks(senderId)) return refused(NOT_OURS);
    return { kind: 'signal', signal: checkSignal(check.output, receivedAt), subjects: [] };
  }
  if (v.is(CalledCheck, message)) return refused(whatIsWrong(check.issues));
  const envelope = v.safeParse(Envelope, message);
  if (!envelope.success) return refused(whatIsWrong(envelope.issues));
  return mayTellEvents(senderId)
    ? withWhatWasTold(fromEnvelope(envelope.output, receivedAt, protectedIn), message as Envelope)
    : { kind: 'signal', signal: lookBecauseOf(envelope.output, receivedAt), subjects: [] };
}

const NOT_OURS = 'The message is a check, and none of our roles put it into the queue.';

/** Nothing in it is believed except where it is said to have happened. */
const lookBecauseOf = ({ account, region, detail }: Envelope, receivedAt: string): Signal => ({
  kind: 'check',
  id: detail.eventID,
  accountId: account,
  region,
  by: 'an event that EventBridge did not send',
  receivedAt,
});

const AccountId = v.pipe(v.string(), v.regex(/^\d{12}$/, 'is not a 12-digit account id'));
const Region = v.pipe(v.string(), v.regex(/^[a-z]{2,4}(-[a-z]+)+-\d$/, 'is not a Region'));
/** Times as AWS writes them. A year of six digits is a time for Date, but cannot be calculated with. */
const Time = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/, 'is not a time'),
  v.check((text) => !Number.isNaN(Date.parse(text)), 'is not a time'),
  v.transform((text) => new Date(text).toISOString()),
);
const Id = v.pipe(v.string(), v.nonEmpty(), v.maxLength(200, 'is too long'));
/** A service's name in some partition. Because of its dot, it is no name that objects inherit. */
const EventSource = v.pipe(
  v.string(),
  v.maxLength(128, 'is no service of AWS'),
  v.regex(/^[a-z0-9.-]+\.amazonaws\.(com(\.cn)?|eu)$/, 'is no service of AWS'),
);
/** A call's name, as AWS spells it: `UpdateFunctionCode20150331v2`, `Token_POST`. */
const EventName = v.pipe(v.string(), v.regex(/^[\w.:-]{1,128}$/, 'is no name of a call'));
/** A value that is not text counts as missing: `detail` decides nothing. */
const Text = v.fallback(v.optional(v.pipe(v.string(), v.nonEmpty())), undefined);
const part = <T extends v.ObjectEntries>(entries: T) => v.fallback(v.object(entries), {} as never);

/** Messages that the sweep and the CLI put on the queue; only our own roles may (queue policy). */
const Check = v.object({
  trailwarden: v.literal('check'),
  id: Id,
  accountId: AccountId,
  region: Region,
  also: v.optional(v.array(Region, 'is no list of Regions')),
  by: v.pipe(v.string(), v.maxLength(200, 'is too long')),
  kinds: v.optional(v.array(v.picklist(subjectKinds, 'is not a kind of subject'))),
  heartbeat: v.optional(v.boolean('is not true or false')),
  isLight: v.optional(v.boolean('is not true or false')),
  watch: v.optional(
    v.object({ startedAt: Time, look: v.pipe(v.number(), v.integer('is no number of a look')) }),
  ),
});

/** Only our own messages carry this marker, so a broken one is reported as a broken check. */
const CalledCheck = v.object({ trailwarden: v.literal('check') });

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
  'detail-type': v.picklist(
    ['AWS API Call via CloudTrail', 'AWS Service Event via CloudTrail'],
    'is not an event of CloudTrail',
  ),
  account: AccountId,
  region: Region,
  time: Time,
  detail: v.object({
    eventID: Id,
    eventSource: EventSource,
    eventName: EventName,
    eventTime: v.fallback(v.optional(Time), undefined),
    errorCode: Text,
    recipientAccountId: Text,
    sourceIPAddress: Text,
    userAgent: Text,
    userIdentity: UserIdentity,
    requestParameters: v.fallback(v.record(v.string(), v.unknown()), {}),
    resources: v.fallback(v.array(part({ ARN: Text })), []),
  }),
});

type Envelope = v.InferOutput<typeof Envelope>;

/**
 * The same for every copy of a record, by any rule and at any time: it covers all but the envelope's id and time. It
 * covers the whole record, since with the id alone one event could pass for another.
 */
function withWhatWasTold(parsed: Parsed, { account, region, source, ...said }: Envelope): Parsed {
  if (parsed.kind === 'refused') return parsed;
  const told = JSON.stringify([account, region, source, said['detail-type'], said.detail]);
  return { ...parsed, told };
}

function fromEnvelope(envelope: Envelope, receivedAt: string, protectedIn: ProtectedIn): Parsed {
  const { account, region, detail } = envelope;
  const call = callOf(envelope);
  const subjects = subjectsOf(call, detail.errorCode, protectedIn);
  if (detail.recipientAccountId && detail.recipientAccountId !== account) {
    const claimed = v.is(AccountId, detail.recipientAccountId)
      ? `account ${detail.recipientAccountId}`
      : 'something that is no account';
    return refused(`The record was written for ${claimed} but came from ${account}.`);
  }
  return {
    kind: 'signal',
    subjects,
    signal: {
      kind: 'event',
      id: detail.eventID,
      accountId: account,
      region,
      eventTime: detail.eventTime ?? envelope.time,
      receivedAt,
      evidence: { ...evidenceOf(detail), ...(detail.errorCode && refusedOf(call, subjects)) },
    },
  };
}

type SourcedCall = NamedCall & { readonly eventSource: string };

const callOf = ({ account, region, detail }: Envelope): SourcedCall => ({
  eventSource: detail.eventSource,
  eventName: detail.eventName,
  accountId: account,
  region,
  parameters: detail.requestParameters,
  resources: detail.resources.flatMap(({ ARN }) => ARN ?? []),
});

function subjectsOf(
  call: SourcedCall,
  errorCode: string | undefined,
  protectedIn: ProtectedIn,
): readonly Subject[] {
  const trail = trailOf(call, errorCode);
  return [...(trail ? [trail] : []), ...subjectsNamed(call, protectedIn(call))];
}

/** What a refused call would have been, and of what. No look follows it, so nothing else will say it. */
function refusedOf(
  call: SourcedCall,
  subjects: readonly Subject[],
): Pick<Evidence, 'aimedAt' | 'tried'> {
  const aimedAt = subjects[0]?.id ?? trailOf(call, undefined)?.id;
  const tried = triedBy(call);
  return { ...(aimedAt && { aimedAt }), ...(tried && { tried }) };
}

/**
 * Nothing when the record names no trail, or names it in a form that AWS would not accept. A failed call may name
 * anything: only a call that took effect (a delegated administrator's) leads into another account.
 */
function trailOf(call: SourcedCall, errorCode: string | undefined): Subject | undefined {
  if (call.eventSource !== 'cloudtrail.amazonaws.com') return undefined;
  const named = textOf(call, 'name', 'trailName', 'resourceId');
  const arn = resolveTrailArn(named ?? '', call);
  return !arn || (errorCode && arn.accountId !== call.accountId) ? undefined : trailSubject(arn);
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
  ...(check.also && { also: check.also }),
  by: check.by,
  ...(check.kinds && { kinds: check.kinds }),
  ...(check.heartbeat !== undefined && { heartbeat: check.heartbeat }),
  ...(check.isLight && { isLight: true }),
  ...(check.watch && { watch: check.watch }),
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

import { isAccountBlock } from '../domain/bucket';
import { isAboutAnAccount } from '../domain/membership';
import type { DependencyKind, Subject } from '../domain/subject';
import { boundaryOf, parseWardenArn, type WardenArn } from '../domain/warden-arn';
import { suspected, suspectedOf } from '../tampering/catalogue';

/** The parts of a recorded call that name its target; the caller typed all of them. */
export interface NamedCall {
  readonly eventName: string;
  readonly accountId: string;
  readonly region: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** ARNs of `detail.resources`. */
  readonly resources: readonly string[];
}

/** The first of these parameters that is a text. */
export function textOf({ parameters }: NamedCall, ...names: readonly string[]): string | undefined {
  const found = names.map((name) => parameters[name]).find((value) => typeof value === 'string');
  return typeof found === 'string' && found !== '' ? found : undefined;
}

const names: { readonly [K in DependencyKind]: (subject: Subject<K>, call: NamedCall) => boolean } =
  {
    'log-bucket': namesLogBucket,
    bucket: namesBucket,
    key: namesKey,
    'log-group': namesLogGroup,
    topic: namesTopic,
    membership: namesMembership,
    'guard-rail': namesGuardRail,
    warden: namesWarden,
  };

/**
 * Which of the protected subjects a call is about. Calls about other subjects are ignored: the owner of a bucket
 * that no trail delivers to may change it.
 */
export function subjectsNamed(
  call: NamedCall & { readonly eventSource: string },
  protectedSubjects: readonly Subject[],
): readonly Subject[] {
  const kinds = new Set(suspected(call).map(({ subject }) => subject));
  return protectedSubjects.filter((subject) => kinds.has(subject.kind) && isNamed(subject, call));
}

function isNamed(subject: Subject, call: NamedCall): boolean {
  if (subject.kind === 'trail') return false; // trails are named by their own calls
  const isAbout: (subject: Subject<never>, call: NamedCall) => boolean =
    names[subject.kind as DependencyKind];
  return isAbout(subject as Subject<never>, call);
}

/**
 * Bucket names are global, so the account is not compared: a caller of another account has a record too. The public
 * access block of an account concerns every bucket of it, and only the account can change it.
 */
export function namesLogBucket({ id, accountId }: Subject<'log-bucket'>, call: NamedCall): boolean {
  if (OF_ACCOUNT.has(call.eventName)) return call.accountId === accountId;
  const said = textOf(call, 'bucketName');
  return said === id || said === id.split(':::')[1] || call.resources.includes(id);
}

/** The block of an account is a subject of its own, so a call about it names no bucket. */
function namesBucket(subject: Subject<'bucket'>, call: NamedCall): boolean {
  if (OF_ACCOUNT.has(call.eventName) !== isAccountBlock(subject)) return false;
  return namesLogBucket(subject as Subject<never>, call);
}

/** [D] cloudtrail-logging-s3-info: these event names differ from the API's names. */
const OF_ACCOUNT: ReadonlySet<string> = new Set([
  'DeleteAccountPublicAccessBlock',
  'PutAccountPublicAccessBlock',
]);

/** `resources` has the whole ARN; the parameter may be an id. */
export function namesKey({ id, accountId, region }: Subject<'key'>, call: NamedCall): boolean {
  if (call.resources.includes(id)) return true;
  const said = textOf(call, 'keyId', 'targetKeyId');
  if (said === undefined) return false;
  const isHere = call.accountId === accountId && call.region === region;
  return said === id || (isHere && said === id.split('/')[1]);
}

/** Calls name the group by name, or by its ARN with or without `:*`. */
export function namesLogGroup(
  { id, accountId, region }: Subject<'log-group'>,
  call: NamedCall,
): boolean {
  const said = textOf(
    call,
    'logGroupName',
    'logGroupIdentifier',
    'resourceIdentifier',
    'resourceArn',
  );
  if (said === undefined) return false;
  const isHere = call.accountId === accountId && call.region === region;
  return said.replace(/:\*$/, '') === id || (isHere && said === id.split(':log-group:')[1]);
}

/** A subscription's ARN is its topic's ARN with one more part. */
export function namesTopic({ id }: Subject<'topic'>, call: NamedCall): boolean {
  const said = textOf(call, 'topicArn', 'subscriptionArn', 'resourceArn') ?? '';
  return said === id || said.startsWith(`${id}:`);
}

/**
 * Trusted access and delegation have no name of their own: any such call in the management account concerns them. A
 * call about Regions concerns the account it names, or its caller's own.
 */
export function namesMembership(subject: Subject<'membership'>, call: NamedCall): boolean {
  const isAboutRegions = /Region$/.test(call.eventName);
  if (isAboutAnAccount(subject) !== isAboutRegions) return false;
  const named = isAboutRegions ? textOf(call, 'accountId', 'AccountId') : undefined;
  return (named ?? call.accountId) === subject.accountId;
}

/** Named by its id; a call that turns off a type of policy concerns every policy of the type. */
export function namesGuardRail({ id, accountId }: Subject<'guard-rail'>, call: NamedCall): boolean {
  if (call.accountId !== accountId) return false;
  const [, , type = '', policyId] = id.split('/');
  const ofType = textOf(call, 'policyType')?.toLowerCase() === type;
  return (
    textOf(call, 'policyId') === policyId || (call.eventName === 'DisablePolicyType' && ofType)
  );
}

/**
 * Calls name a rule by name and bus (absent: the default one; a bus may be given by its ARN), a role by
 * name, and a queue by a URL that ends in account and name. IAM's calls come from another Region than
 * the role's own.
 */
export function namesWarden(
  { id, accountId, region }: Subject<'warden'>,
  call: NamedCall,
): boolean {
  const part = parseWardenArn(id);
  if (!part) return false;
  if (part.kind === 'queue') return call.region === region && namesQueue(part, accountId, call);
  if (call.accountId !== accountId) return false;
  if (part.kind === 'role') return namesRole(id, part, call);
  return call.region === region && (part.kind === 'rule' ? namesRule : namesBus)(part, call);
}

function namesRule(part: WardenArn, call: NamedCall): boolean {
  const isOfBus = /EventBus$|Permission$/.test(call.eventName);
  const bus = busName(textOf(call, 'eventBusName'));
  return (
    part.kind === 'rule' &&
    !isOfBus &&
    bus === part.busName &&
    textOf(call, 'rule', 'name') === part.name
  );
}

function namesBus({ name }: WardenArn, call: NamedCall): boolean {
  if (call.eventName.endsWith('EventBus')) return busName(textOf(call, 'name')) === name;
  return call.eventName.endsWith('Permission') && busName(textOf(call, 'eventBusName')) === name;
}

const busName = (said = 'default'): string =>
  said.startsWith('arn:') ? said.slice(said.indexOf('/') + 1) : said;

/**
 * The owner is in the URL, because a caller of another account has a record too. The host may be one of several, and
 * AWS goes by the path alone.
 */
function namesQueue({ name }: WardenArn, accountId: string, call: NamedCall): boolean {
  const said = textOf(call, 'queueUrl', 'queueName') ?? '';
  const [, owner = call.accountId, called] = /(?:(\d{12})\/)?([^/]+)\/?$/.exec(said) ?? [];
  return owner === accountId && called === name;
}

/** The policy that bounds it is named by its ARN, and in CreatePolicy by its name alone. */
function namesRole(id: string, { name }: WardenArn, call: NamedCall): boolean {
  if (!/Policy(Version)?$/.test(call.eventName) || textOf(call, 'roleName') !== undefined)
    return isSame(textOf(call, 'roleName'), name);
  const boundary = boundaryOf(id) ?? '';
  return (
    boundary !== '' &&
    (isSame(textOf(call, 'policyArn'), boundary) ||
      isSame(textOf(call, 'policyName'), boundary.split('/')[1] ?? ''))
  );
}

/** Names of roles in IAM are unique without regard to case. [D] API_CreateRole */
const isSame = (said: string | undefined, name: string): boolean =>
  said?.toLowerCase() === name.toLowerCase();

type Request = Readonly<Record<string, unknown>>;

/**
 * The techniques that a refused call would have been, by its name and its request, since there is no state to see
 * them in. A refused record mostly has no parameters. Then a call that may be several techniques is counted as none
 * by name, and is an attempt all the same. Nothing where no technique knows the call, or it asked for no harm.
 */
export function triedBy(
  call: Pick<NamedCall, 'eventName' | 'parameters'> & { readonly eventSource: string },
): readonly string[] | undefined {
  // What no record says: whether the bucket holds logs. The older kind is named.
  const ids = suspectedOf('log-bucket', call).map(({ id }) => id);
  if (ids.length === 0) return undefined;
  const asked = ASKED.get(`${call.eventSource} ${call.eventName}`);
  if (!asked) return ids;
  const meant = asked(call.parameters);
  const isTold = Object.keys(call.parameters).length > 0;
  return meant.length === 0 && isTold ? undefined : meant;
}

const has = (request: Request, ...names: readonly string[]): boolean =>
  names.some((name) => Object.hasOwn(request, name));
const turnsOff = (request: Request, name: string): boolean =>
  Object.hasOwn(request, name) && request[name] === false;
const when = (is: boolean, id: string): readonly string[] => (is ? [id] : []);

/** For calls that several techniques know, or that mostly do no harm: which technique the request means. */
const ASKED = new Map<string, (request: Request) => readonly string[]>([
  [
    'cloudtrail.amazonaws.com UpdateTrail',
    (request) => [
      ...when(has(request, 's3BucketName', 's3KeyPrefix'), 'redirect-delivery'),
      ...when(
        turnsOff(request, 'isMultiRegionTrail') || turnsOff(request, 'includeGlobalServiceEvents'),
        'narrow-regions',
      ),
      ...when(turnsOff(request, 'isOrganizationTrail'), 'demote-organization-trail'),
      ...when(turnsOff(request, 'enableLogFileValidation'), 'turn-off-validation'),
      ...when(has(request, 'kmsKeyId'), 'change-key'),
      ...when(
        has(request, 'cloudWatchLogsLogGroupArn', 'cloudWatchLogsRoleArn'),
        'disconnect-log-group',
      ),
      ...when(has(request, 'snsTopicName'), 'disconnect-topic'),
    ],
  ],
  [
    'cloudtrail.amazonaws.com PutEventSelectors',
    (request) => [
      ...when(has(request, 'eventSelectors'), 'narrow-event-selectors'),
      ...when(has(request, 'advancedEventSelectors'), 'narrow-advanced-selectors'),
    ],
  ],
  [
    'sns.amazonaws.com SetTopicAttributes',
    (request) =>
      has(request, 'attributeName')
        ? [request.attributeName === 'Policy' ? 'change-topic-policy' : 'change-topic-settings']
        : [],
  ],
  [
    // Many callers ask for a group that exists already, and are told so.
    'logs.amazonaws.com CreateLogGroup',
    ({ logGroupClass = 'STANDARD' }) =>
      when(logGroupClass !== 'STANDARD', 'change-log-group-class'),
  ],
  ['kms.amazonaws.com ScheduleKeyDeletion', () => ['schedule-key-deletion']],
  ['sns.amazonaws.com DeleteTopic', () => ['delete-topic']],
  ['organizations.amazonaws.com DetachPolicy', () => ['detach-guard-rail']],
  ['events.amazonaws.com DeleteRule', () => ['delete-rule']],
  ['events.amazonaws.com RemoveTargets', () => ['divert-targets']],
  ['events.amazonaws.com PutTargets', () => ['divert-targets']],
  ['iam.amazonaws.com DeleteRolePolicy', () => ['strip-role']],
  ['iam.amazonaws.com PutRolePolicy', () => ['deny-role']],
  ['iam.amazonaws.com PutRolePermissionsBoundary', () => ['change-role-boundary']],
]);

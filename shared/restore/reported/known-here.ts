import type { Memory } from '../../domain/memory';
import { isOfKind } from '../../domain/subject';
import type { TrailState } from '../../domain/trail';
import { field, texts } from '../../record/json';
import type { Known, KnownTrail } from '../../record/known';
import type { LogRecord } from '../../record/log-record';
import type { ProtectedNames } from '../../record/protected';
import type { Protected } from '../../signal/protected';

/** What the responder knows of the place a record comes from, as a judgement takes it. */
export interface Here {
  readonly guarded: Protected;
  /** Of the account the record comes from. */
  readonly memory: Memory;
  /** Accounts the record names that have a baseline of their own. */
  readonly governed: readonly string[];
}

/** What of all that is ours can this record be about? */
export function knownHere(record: LogRecord, { guarded, memory, governed }: Here): Known {
  const trails = trailsBefore(memory, record.eventTime ?? '');
  return {
    subjects: {
      ...ownNames(record, guarded),
      ...keyStores(record, guarded),
      trails: [...trails.keys()],
      buckets: guarded.buckets,
      keys: guarded.keys,
      topics: guarded.topics,
      policies: [...guarded.guardRails, ...ownPolicies(record)],
      logGroups: guarded.logGroup ? [guarded.logGroup] : [],
      roles: [...trails.values()].flatMap(({ settings }) => settings.cloudWatchLogsRoleArn ?? []),
      accounts: [...accountsOf(guarded), ...governed],
    },
    trails,
    // Only who said which buckets are theirs can call another one foreign.
    complete: guarded.buckets.length > 0,
  };
}

const accountsOf = (guarded: Protected): readonly string[] =>
  [
    guarded.securityAccountId,
    guarded.managementAccountId ?? '',
    guarded.logArchiveAccountId ?? '',
  ].filter((id) => id !== '');

/** Those that were known before: a trail that is new by this record has a baseline in the same second, or later. */
function trailsBefore(memory: Memory, time: string): ReadonlyMap<string, KnownTrail> {
  if (memory.kind !== 'known') return new Map();
  const baselines = Object.values(memory.subjects).flatMap(({ baseline }) => baseline ?? []);
  return new Map(
    baselines
      .filter(
        ({ subject, capturedAt }) =>
          isOfKind(subject, 'trail') && !(Date.parse(capturedAt) >= Date.parse(time)),
      )
      .map(({ subject, state }) => [subject.id, { settings: (state as TrailState).settings }]),
  );
}

/** Everything of ours bears our name, and so does each stack a StackSet makes of it. */
const OURS = /(?:^|[/:])((?:StackSet-)?trailwarden[A-Za-z0-9_-]*)/;

const NAMED = ['functionName', 'functionArn', 'stackSetName', 'stackName', 'stackId'];
const NAMED_TOO = ['tableName', 'name', 'alarmName', 'alarmNames', 'queueUrl'];

/** What the member template, and the StackSet's copies of it, are called. */
const MEMBER_STACK = /^(?:StackSet-)?trailwarden-(?:member|undo)(?:-|$)/;

/** What no rule could deliver waits in a queue of the account itself. */
const MEMBER_QUEUE = 'trailwarden-undelivered';

/**
 * Only where parts of ours can be: functions, tables, timers and alarms in the security account, StackSets there
 * and in management, and of other accounts the member's stack and its queue. What else bears our name is not ours.
 */
function ownNames(record: LogRecord, guarded: Protected): ProtectedNames {
  const { securityAccountId, managementAccountId } = guarded;
  const isThere = !securityAccountId || record.accountId === securityAccountId;
  const said = saidIn(record);
  const named = isThere ? said : said.filter((name) => isOwnedBy(name, securityAccountId));
  const ours = oursAmong(named);
  const copies = oursAmong(said).filter((name) => MEMBER_STACK.test(name));
  const isManagement = record.accountId === managementAccountId;
  return {
    functions: ours,
    stackSets: isManagement ? [...ours, ...copies] : ours,
    stacks: [...ours, ...copies],
    queues: [...ours, ...oursAmong(said).filter((name) => name === MEMBER_QUEUE)],
    tables: ours,
    schedules: ours,
    alarms: ours,
  };
}

/** An ARN or a queue's URL says whose it is. */
const isOwnedBy = (name: string, accountId: string): boolean =>
  name.includes(`:${accountId}:`) || name.includes(`/${accountId}/`);

const oursAmong = (names: readonly string[]): readonly string[] =>
  names.flatMap((name) => OURS.exec(name)?.[1] ?? []);

const saidIn = ({ request, response }: LogRecord): readonly string[] =>
  [...NAMED, ...NAMED_TOO].flatMap((name) => [
    ...texts(field(request, name)),
    ...texts(field(response, name)),
  ]);

/** What bounds our roles. */
const ownPolicies = ({ request }: LogRecord): readonly string[] =>
  texts(field(request, 'policyArn')).filter((arn) => /:policy\/trailwarden-boundary/i.test(arn));

/** Which keys a store holds only KMS knows: where one of ours lives, every store may be its own. */
function keyStores(
  { request, accountId, region }: LogRecord,
  { keys }: Protected,
): Pick<ProtectedNames, 'keyStores'> {
  const isNear = keys.some((arn) => arn.includes(`:kms:${region}:${accountId}:`));
  return { keyStores: isNear ? texts(field(request, 'customKeyStoreId')) : [] };
}

/** The accounts a record is about besides the one it comes from. */
export const accountsNamed = ({ eventName, request }: LogRecord): readonly string[] =>
  eventName === 'MoveAccount'
    ? texts(field(request, 'accountId')).filter((id) => /^\d{12}$/.test(id))
    : [];

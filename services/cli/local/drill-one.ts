import { isDeepStrictEqual } from 'node:util';
import { acceptBaseline } from '../../../shared/aws/baselines/accept-baseline';
import { currentBaseline } from '../../../shared/aws/baselines/find-baselines';
import { getIncident } from '../../../shared/aws/incidents/find-incidents';
import { makeCall } from '../../../shared/aws/make-call';
import { openQueue } from '../../../shared/aws/queue';
import { openTable } from '../../../shared/aws/table/table';
import type { Incident, IncidentSummary } from '../../../shared/domain/incident';
import { type Subject, subjectKey } from '../../../shared/domain/subject';
import type { TamperingCall, Technique } from '../../../shared/domain/technique';
import type { RoleState } from '../../../shared/domain/warden';
import { boundaryOf, nameOf } from '../../../shared/domain/warden-arn';
import { hasRunbook } from '../../../shared/restore/runbooks/catalogue';
import { hooks } from '../../sandbox';
import { sealOf } from '../baseline/baseline-verified';
import { asKeeper } from '../target/as-keeper';
import { attack } from './attack';
import { comparedState, lookFrom } from './compared-state';
import {
  incidentsIn,
  type Local,
  RESPONDER,
  sendChecks,
  settled,
  signalsUrl,
  startCold,
  tableOf,
} from './local';
import { type Measured, measure } from './measure';
import { until } from './until';

/** The observations of a bystander with separate keys, who does not rely on the warden's word. */
export interface DrillReport {
  readonly technique: string;
  readonly subject: Subject;
  readonly incident: Incident;
  /**
   * How many incidents the subject has after the same event was delivered again, without those that follow another.
   */
  readonly incidents: number;
  /** As before the attack, every setting compared. */
  readonly isBack: boolean;
  /** AWS took every call of the attack; otherwise the warden was faster. */
  readonly isComplete: boolean;
  /** The event itself, or a check where no event can tell of it. */
  readonly noticedBy: 'event' | 'check';
  /** Absent when no runbook undoes it, or the call log shows no step. */
  readonly measured?: Measured;
}

/** One attack, watched from outside until it is undone and written down. Rejects when it is not. */
export async function drillOne(
  local: Local,
  technique: Technique,
  subject: Subject,
): Promise<DrillReport> {
  const table = tableOf(local);
  const look = lookFrom(local, subject);
  const mine = () => incidentsIn(local, { subjectKey: subjectKey(subject) });
  await PREPARED[technique.id]?.(local, subject);
  const aws = BY_AWS[technique.id]?.(local, subject);
  const since = performance.timeOrigin + performance.now();

  const before = comparedState(await look());

  const { isComplete } = await attack(local, technique, subject, aws?.happen);
  const attackedAt = new Date(since).toISOString();
  // An earlier drill may have left an incident that this one joins.
  const seen = async () => (await mine()).find(({ lastSeenAt }) => lastSeenAt >= attackedAt);
  const noticedBy = await noticed(local, subject, async () => (await seen()) !== undefined);
  const isBack = async () => isDeepStrictEqual(comparedState(await look()), before);
  const isByHand = !hasRunbook(technique.id);
  if (!isByHand) {
    await until(isBack, { what: `${subject.id} is as it was`, withinMs: 20_000, everyMs: 25 });
  }
  const measured = () => measure(local.sandbox.world.feed.entries, { subject, since });
  await until(async () => STATES[isByHand ? 'byHand' : 'restored'].has((await seen())?.state), {
    what: `there is an incident on ${subject.id}; does services/member/template.yml forward its calls, and do they change something?`,
    withinMs: 20_000,
  });
  const numbers = measured(); // now: the second delivery of a stop sends its reflex again
  const [first] = await mine();
  const whole = () => getIncident(table, first?.id ?? '');
  if (noticedBy === 'event') {
    startCold(local, RESPONDER);
    await redeliver(local, technique, since);
    await until(async () => (await mine()).some(({ redeliveries }) => redeliveries > 0), {
      what: 'the redelivered event was counted',
      withinMs: 20_000,
    });
  }
  await playPerson(local, technique.id, subject, isBack);
  const last = await whole();
  const ofAttack = (await mine()).filter(({ lastSeenAt }) => lastSeenAt >= attackedAt);
  const named = new Set(ofAttack.flatMap(({ techniques }) => techniques));
  const incident = last && { ...last, techniques: [...named] };
  if (!incident) throw new Error('The incident vanished.');
  const report = {
    technique: technique.id,
    subject,
    incident,
    incidents: (await mine()).filter(isFirst).length,
    isBack: await isBack(),
    isComplete,
    noticedBy,
    ...(numbers && noticedBy === 'event' && { measured: numbers }),
  };
  aws?.takeBack();
  return report;
}

/**
 * The thing that is in the way of a technique's subject until a person removes it, as the incident says: it would be
 * in the way of the next drill too.
 */
const BY_PERSON: Readonly<Record<string, (subject: Subject) => TamperingCall>> = {
  'change-log-group-class': ({ id, region }) => ({
    call: 'logs:DeleteLogGroup',
    region,
    input: { logGroupName: id.split(':log-group:')[1] },
  }),
  'rewrite-boundary-text': ({ id, region }) => ({
    call: 'iam:SetDefaultPolicyVersion',
    region,
    input: { PolicyArn: boundaryOf(id), VersionId: 'v1' },
  }),
  'bound-free-role': ({ id, region }) => ({
    call: 'iam:DeleteRolePermissionsBoundary',
    region,
    input: { RoleName: nameOf(id) },
  }),
};

/** The person's call, and what our own parts make of it. */
async function playPerson(
  local: Local,
  technique: string,
  subject: Subject,
  isBack: () => Promise<boolean>,
): Promise<void> {
  const call = BY_PERSON[technique]?.(subject);
  if (!call) return;
  await makeCall(call, local.administrator(subject.accountId));
  const what = `${subject.id} is back once a person took away what was in its place`;
  await until(isBack, { what, withinMs: 20_000, everyMs: 25 });
}

/** A further technique on a subject that is whole again is an incident of its own, which names the one it follows. */
export const isFirst = ({ follows }: Pick<IncidentSummary, 'follows'>): boolean =>
  follows === undefined;

const STATES: Readonly<Record<'byHand' | 'restored', ReadonlySet<unknown>>> = {
  restored: new Set(['restored']),
  byHand: new Set(['escalated', 'restored']),
};

/** Some parts carry the signal of their own loss: then the second channel has to look. */
async function noticed(
  local: Local,
  { accountId, region }: Subject,
  isSeen: () => Promise<boolean>,
): Promise<DrillReport['noticedBy']> {
  // Until nothing moves, or until it is clear that it never comes to rest.
  await settled(local, 3_000).catch(() => undefined);
  if (await isSeen()) return 'event';
  await sendChecks(local, [accountId], { region });
  return 'check';
}

/** Puts the event that raised the alarm into the queue once more, as SQS may at any time. */
async function redeliver(local: Local, { events }: Technique, since: number): Promise<void> {
  const { world } = local.sandbox;
  const entry = world.feed.entries.find(
    (entry) =>
      entry.kind === 'record' &&
      entry.at >= since &&
      events[String(entry.record.eventSource)]?.includes(String(entry.record.eventName)) &&
      entry.reachedEventBridge,
  );
  if (entry?.kind !== 'record') throw new Error('No event reached EventBridge.');
  const { record } = entry;
  const envelope = {
    version: '0',
    id: record.eventID,
    'detail-type': 'AWS API Call via CloudTrail',
    source: `aws.${String(record.eventSource).split('.')[0]}`,
    account: record.recipientAccountId,
    time: record.eventTime,
    region: record.awsRegion,
    resources: [],
    detail: record,
  };
  const queue = openQueue(local.administrator(local.organization.securityAccountId));
  await queue.send(signalsUrl(local), JSON.stringify(envelope));
}

/** What a technique needs before its drill: without it the same calls are another technique. */
const PREPARED: Readonly<Record<string, (local: Local, subject: Subject) => Promise<void>>> = {
  // The templates give every role of ours a boundary.
  'bound-free-role': freeRole,
};

/** Takes the boundary of a role away, and accepts that as its baseline. */
async function freeRole(local: Local, subject: Subject): Promise<void> {
  const { sandbox, tableName, organization } = local;
  const role = hooks.iam.findRole(sandbox.world, subject.id);
  const keeper = await asKeeper(local.administrator(organization.securityAccountId));
  const table = openTable(tableName, keeper.connection);
  const baseline = await currentBaseline(table, subject);
  if (!role || !baseline) throw new Error(`${subject.id} is no role with a baseline.`);
  role.permissionsBoundaryArn = undefined;
  const { permissionsBoundaryArn, boundaryText, ...state } = baseline.state as RoleState;
  const next = {
    ...{ ...baseline, version: baseline.version + 1, state },
    ...{ capturedAt: sandbox.world.now().toISOString(), capturedBy: keeper.caller, why: 'a drill' },
  };
  const { kind } = await acceptBaseline(table, next, { seal: sealOf(keeper.connection) });
  if (kind !== 'accepted') throw new Error(`The baseline of ${subject.id} is ${kind}.`);
  startCold(local, RESPONDER); // it remembers baselines
}

/** What AWS itself does some time after the calls of an attack, and how the drill takes it back. */
interface ByAws {
  readonly happen: () => void;
  readonly takeBack: () => void;
}

const BY_AWS: Readonly<Record<string, (local: Local, subject: Subject) => ByAws>> = {
  'destroy-key': endOfWaiting,
};

/**
 * Ends the waiting period of a key at once. The key comes back afterwards, because the drills that follow need it.
 */
function endOfWaiting({ sandbox: { world } }: Local, { id }: Subject): ByAws {
  const key = world.kms.keys.get(id);
  if (!key) throw new Error(`There is no key ${id}.`);
  return {
    happen: () => {
      key.deletionDate = world.now();
    },
    takeBack: () => {
      delete key.deletionDate;
      key.enabled = true;
      world.kms.deleted.delete(id);
      world.kms.keys.set(id, key);
    },
  };
}

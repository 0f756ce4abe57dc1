import { setTimeout as pause } from 'node:timers/promises';
import {
  doubtIn,
  doubtInExemption,
  rememberVerified,
  type Seal,
} from '../../shared/aws/baselines/sealed';
import { classify } from '../../shared/aws/classify';
import type { Dependencies } from '../../shared/aws/dependencies/dependencies';
import { bookRules } from '../../shared/aws/incidents/hold-incident';
import type { Told } from '../../shared/aws/incidents/is-told';
import { record, recordUnseen } from '../../shared/aws/incidents/record';
import { memberAccess, openSts } from '../../shared/aws/member-access';
import {
  forgetMending,
  keepMemory,
  noteMending,
  notePlanned,
  owe,
  readBucketMemory,
  readMemory,
  readMending,
  settle,
} from '../../shared/aws/memory';
import { listTrails, observeTrail } from '../../shared/aws/observe-trail';
import { ownKeys } from '../../shared/aws/own-keys';
import { openTable } from '../../shared/aws/table/table';
import { insistently, patiently, takeStep } from '../../shared/aws/take-step';
import type { JudgeBucket } from '../../shared/domain/bucket-change';
import { exemptionInForce } from '../../shared/domain/exemption';
import type { Log } from '../../shared/domain/log-entry';
import type { Memory } from '../../shared/domain/memory';
import type { SealKeys } from '../../shared/domain/needed-in';
import { isPlannedChange } from '../../shared/domain/pause';
import type { Place } from '../../shared/domain/place';
import type { Reconciliation } from '../../shared/domain/reconciliation';
import { departureIn, type Report } from '../../shared/domain/report';
import type { EventSignal } from '../../shared/domain/signal';
import { type DependencyStep, isTrailStep, stepCalls } from '../../shared/domain/step';
import {
  type DependencyKind,
  isOfKind,
  type Subject,
  subjectKey,
} from '../../shared/domain/subject';
import { type UndoStep, undoCalls } from '../../shared/domain/undo';
import { subjectsToLookAt, trailsIn } from '../../shared/restore/reflex';
import type { ProtectedIn } from '../../shared/signal/parse-signal';
import { protectedIn } from '../../shared/signal/protected';
import { mayBeOurs, whoseCall } from '../../shared/signal/whose-call';
import { messageOf, rememberHandled } from './come-again';
import { coverWith } from './coverage';
import type { Heart } from './heartbeat';
import { logLine } from './log';
import { noteDeliveryWith, noteUnreadWith, watchWith } from './notes';
import type { ByRelease } from './released';
import type { Responder } from './responder';
import type { Settings } from './settings';

/** AWS has no place for another trail or tag, or its name is taken: a part of the bundle says by what. */
const IN_THE_WAY = /^(MaximumNumberOfTrails|TagsLimit)Exceeded|^TrailAlreadyExists/;

/** A role or a policy has the name, or is not there, or a key lets none of our roles in. */
const LOCKED_OUT = /^(EntityAlreadyExists|NoSuchEntity|AccessDenied)/;

/** The same of a rule, where its bus is full. */
const isInTheWay = ({ kind, id }: Subject, code: string): boolean =>
  kind === 'trail'
    ? IN_THE_WAY.test(code)
    : code === 'LimitExceededException' && id.includes(':rule/');

/**
 * The last of an invocation belongs to writing down what was done. An intruder who fills a role of ours with policies
 * makes more steps than fit into it: what is left is done by the next delivery.
 */
const STEPS_END_MS = 10_000;

/** The session of the playbook that asks about a bucket: services/playbooks/bucket-policy. */
const BUCKET_PLAYBOOK = 'bucket-policy';

/** A table that does not answer holds up no incident of another subject. */
const NOTED_MS = 1_000;

/** How long it may run where its caller does not say. */
const LAMBDA_MS = 30_000;

/** The responder as it runs in Lambda; clients live as long as the environment. */
export function wire(
  settings: Settings,
  log: Log = logLine,
  leftMs: () => number = () => LAMBDA_MS,
): Responder {
  const now = () => new Date();
  const table = openTable(settings.table);
  const keys = ownKeys(table, now);
  const role = {
    roleName: settings.guardRole,
    sessionName: 'trailwarden-responder',
    partition: settings.partition,
    given: keys.given,
  };
  const guardedIn: ProtectedIn = (place) => protectedIn(place, settings.protected);
  const spareRole = { ...role, roleName: settings.spareRole };
  const sts = openSts();
  const { announce } = keys;
  const access = memberAccess(sts, role, { announce });
  const spare = memberAccess(sts, spareRole, { announce });
  const undoRole = { ...role, roleName: settings.undoRole };
  const undoer = memberAccess(sts, undoRole, { announce });
  const bucketRole = { ...role, roleName: settings.bucketRole };
  const bucketGuard = memberAccess(sts, bucketRole, { announce });
  const whose = whoseCall({
    partition: settings.partition,
    roles: [
      { ...role, calls: stepCalls },
      { ...spareRole, calls: stepCalls },
      { ...undoRole, calls: undoCalls },
      { ...bucketRole, calls: stepCalls },
      { ...bucketRole, sessionName: BUCKET_PLAYBOOK, calls: stepCalls },
    ],
    isOurKey: keys.isOurs,
  });
  const memory = keepMemory((accountId) => readMemory(table, accountId, now), {
    ofBucket: (accountId, subjectKey) => readBucketMemory(table, { accountId, subjectKey }, now),
  });
  const seal = rememberVerified(sealOf(settings.sealKeys));
  const { buckets } = settings.protected;
  const book = { table, ...bookRules, escalateAfter: settings.escalateAfter, seal, buckets };
  // As are the clients of everything that is not a trail.
  let opened: Promise<Dependencies> | undefined;
  const dependencies = () => {
    opened ??= import('../../shared/aws/dependencies/dependencies').then((part) =>
      part.openDependencies(
        { guard: access, spare, undo: undoer, buckets: bucketGuard },
        now,
        settings.protected,
      ),
    );
    return opened;
  };
  // As is what judges the policies of buckets.
  let judging: Promise<() => Promise<JudgeBucket>> | undefined;
  const judge = async () => {
    judging ??= import('./judge-buckets').then((part) =>
      part.openJudge(table, settings.protected, now),
    );
    return (await judging)();
  };
  // As is what a release says of our own parts.
  let releasing: Promise<ByRelease> | undefined;
  const byRelease = () => {
    releasing ??= import('./released').then((part) =>
      part.openReleased({ table, seal, amend: memory.amend, remembering }),
    );
    return releasing;
  };
  // Loaded when a message has to be set aside: it is not worth a cold start's milliseconds.
  const queue = async () => (await import('../../shared/aws/queue')).openQueue();
  const given = {
    guarded: settings.protected,
    recall: memory.recall,
    // A part of the bundle that is loaded only when a policy is attached.
    isTold: async (what: Told) =>
      (await import('../../shared/aws/incidents/is-told')).isTold(table, what),
  };
  // Also loaded only then.
  const bucketsIn = async (place: Place) =>
    (await import('./buckets-in')).bucketsIn(place, {
      guarded: settings.protected,
      list: (await dependencies()).listBuckets,
      table,
      now: now(),
    });
  const reporter = () => import('../../shared/restore/reported/report-signal');
  const noteDelivery = noteDeliveryWith({
    book,
    recall: memory.recall,
    thresholds: settings.delivery,
    log,
  });
  const remembering = async (write: () => Promise<void>): Promise<void> => {
    try {
      await write();
    } catch (error) {
      log({ kind: 'fault', what: 'dynamodb:UpdateItem', why: messageOf(error) });
    }
  };
  const { homeRegion, governedRegions } = settings.protected;
  const regions = [...new Set([homeRegion, ...governedRegions])];
  // A part of the bundle that is loaded only then.
  const leave = async (accountId: string, leftAt: string): Promise<void> => {
    const { endLeft } = await import('../../shared/aws/watch/end-watches');
    await endLeft(book, { accountId, leftAt, regions, now: now() });
  };
  const depart = async (accountId: string, leftAt: string, isClosed: boolean): Promise<void> => {
    const { watchDeparted } = await import('./watch-departed');
    const left = { accountId, leftAt, regions, now: now(), isClosed };
    const looks = await watchDeparted(book, left);
    if (looks.length > 0) await (await queue()).ask(settings.signalsUrl, looks, 2);
  };
  let beating: Promise<Heart> | undefined;
  const heart = () => {
    const isOwn = (event: EventSignal) => mayBeOurs(whose(event));
    const world = { book, access, isOwn, now };
    beating ??= import('./heart').then((part) => part.openHeart(settings.sealKeys.mac, world));
    return beating;
  };
  return {
    ports: {
      now,
      recall: memory.recall,
      observe: async (subject, parts) => {
        if (!isOfKind(subject, 'trail')) {
          return (await dependencies()).observe(subject as Subject<DependencyKind>, parts);
        }
        await access.giveWay(subject.accountId);
        return access.withAccess(
          subject,
          (client) => observeTrail(subject, parts, client, now),
          (seen) => (seen.kind === 'unreachable' ? seen.why : undefined),
        );
      },
      judge,
      released: async (looked) => (await byRelease()).judge(looked),
      verifyExemption: (exemption) => doubtInExemption(seal, exemption),
      verifyBaseline: (subject, remembered) => doubtIn(seal, remembered, subjectKey(subject)),
      take: async (step) => {
        // A start is one call, and is tried in any case.
        if (step.call !== 'cloudtrail:StartLogging' && leftMs() < STEPS_END_MS)
          return { obstacle: { kind: 'throttled', code: 'OutOfTime', call: step.call } };
        const once = async () =>
          isTrailStep(step)
            ? access.withAccess(
                step,
                (client) =>
                  // The record of StartLogging tampers with nothing, and everything else waits for it.
                  step.call === 'cloudtrail:StartLogging'
                    ? takeStep(step, client)
                    : access.announced(step.accountId, () => takeStep(step, client)),
                ({ obstacle }) => obstacle,
              )
            : (await dependencies()).take(step as DependencyStep);
        return step.call === 'cloudtrail:StartLogging'
          ? insistently(once, { leftMs })
          : patiently(once);
      },
      owe: async (subject, at) => {
        memory.amend(subject, (known) => ({ ...known, owedSince: at }));
        await remembering(() => owe(table, subject, at));
      },
      settle: async (subject, at) => {
        memory.amend(subject, ({ owedSince: _, ...known }) => known);
        await remembering(() => settle(table, subject, at));
      },
      mend: async (subject, note) => {
        memory.amend(subject, (known) => ({ ...known, isMending: true }));
        const noted = remembering(() => noteMending(table, subject, note));
        await Promise.race([noted, pause(NOTED_MS, undefined, { ref: false })]);
      },
      notes: (subject) =>
        readMending(table, subject).catch((error: unknown) => {
          log({ kind: 'fault', what: 'dynamodb:Query', why: messageOf(error) });
          return undefined;
        }),
      forget: async (subject, since) => {
        const setHint = (isMending: boolean) =>
          memory.amend(subject, ({ isMending: _, ...known }) => ({
            ...known,
            ...(isMending && { isMending }),
          }));
        // Off before the write: a note that is made meanwhile sets it again.
        setHint(false);
        await remembering(async () => {
          const left = await forgetMending(table, subject, since).catch((error: unknown) => {
            setHint(true);
            throw error;
          });
          if (left.length > 0) setHint(true);
        });
      },
      notePlanned: async (subject, stoppedAt) => {
        memory.amend(subject, (known) => ({ ...known, plannedUntil: stoppedAt }));
        await remembering(() => notePlanned(table, subject, stoppedAt));
      },
      explain: async (subject, refused) => {
        const { code } = refused;
        if (subject.kind !== 'trail' && LOCKED_OUT.test(code)) {
          return (await dependencies()).explain(subject, refused);
        }
        if (!isInTheWay(subject, code)) return undefined;
        const client = access.client(subject.accountId, subject.region);
        const recalled = await memory.recall(subject.accountId);
        return import('../../shared/aws/explain-in-the-way')
          .then((part) => part.explainInTheWay(subject, code, { client, table, memory: recalled }))
          .catch((error) => `What is in its way could not be read: ${messageOf(error)}`);
      },
      whose,
      record: async (reconciliation) => {
        const remembered = await record(book, reconciliation);
        const { subject } = reconciliation;
        // What the row of its baseline holds stays what it is.
        if (remembered?.isReleased) {
          const { episode } = remembered;
          memory.amend(subject, (known) => ({ ...known, ...(episode && { episode }) }));
        } else if (remembered) memory.remember(subject, remembered);
        await noteDelivery(reconciliation);
        return remembered;
      },
    },
    handled: rememberHandled(),
    prepare: access.prepare,
    subjectsIn: async (accountId, region) => {
      const [remembered, listed, buckets] = await Promise.allSettled([
        memory.recall(accountId),
        listTrails(access.client(accountId, region), { accountId, region }),
        settings.protected.bucketGuard ? bucketsIn({ accountId, region }) : [],
      ]);
      const looked = subjectsToLookAt({
        region,
        guarded: [
          ...guardedIn({ accountId, region }).filter(
            (subject) => subject.accountId === accountId && subject.region === region,
          ),
          ...(buckets.status === 'fulfilled' ? buckets.value : []),
        ],
        ...(remembered.status === 'fulfilled' && { memory: remembered.value }),
        ...(listed.status === 'fulfilled' && { listed: listed.value }),
        ...(listed.status === 'rejected' && {
          missed: classify(listed.reason, 'cloudtrail:DescribeTrails'),
        }),
      });
      const unlisted =
        buckets.status === 'rejected' && classify(buckets.reason, 's3:ListAllMyBuckets');
      const known = remembered.status === 'fulfilled' && { memory: remembered.value };
      return { ...looked, ...known, ...(unlisted && { unlisted }) };
    },
    protectedIn: guardedIn,
    trailsOf: async (accountId) => {
      const known = await memory.recall(accountId);
      return known.kind === 'known' ? trailsIn(known) : [];
    },
    cover: coverWith({ table, client: access.client, now }),
    heart: {
      beat: async (place) => (await heart()).beat(place),
      hear: async (claimed) => (await heart()).hear(claimed),
    },
    noteUnread: noteUnreadWith({ book, recall: memory.recall }),
    recordUnseen: async (look) => {
      const known = await memory.recall(look.subject.accountId);
      if (isPlanned(look, known, now())) return;
      await recordUnseen(book, look, known);
    },
    watching: watchWith({
      table,
      deafMs: settings.deafMs,
      regions,
      leave: ({ accountId, startedAt }) => leave(accountId, startedAt),
      ask: async (checks, inSeconds) => (await queue()).ask(settings.signalsUrl, checks, inSeconds),
    }),
    watchPlaces: () => import('./watch-places'),
    recordAttempts: async (accountId, attempts) => {
      const { recordAttempts } = await import('../../shared/aws/incidents/record-attempts');
      return recordAttempts(book, { accountId, at: now().toISOString(), attempts });
    },
    report: async (event, { body, attributes }) => {
      const told = await (await reporter()).reportSignal(body, given, {
        rows: settings.undoReported,
        now: now(),
        sentBy: attributes.SenderId,
        managementAccountId: settings.protected.managementAccountId,
      });
      const reports =
        told.length > 0 ? await (await byRelease()).unexplained(told, event, body) : told;
      for (const report of reports) {
        const { recordReport } = await import('../../shared/aws/incidents/record-report');
        const { undoReported } = await import('./undo-reported');
        const at = now().toISOString();
        const item = await recordReport(book, { report, event, at });
        const take = async (step: UndoStep) => (await dependencies()).undo(step);
        await undoReported({ report, event, item }, { book, take, now });
        const how = howGone(report, event);
        if (how) await depart(report.accountId, endOfSecond(event.eventTime), how === 'closed');
      }
      return reports.map(({ row }) => row);
    },
    attempted: async (body) => (await reporter()).attemptedRows(body, given),
    leftMs,
    deadLetter: async (body, why) => (await queue()).deadLetter(settings.deadLettersUrl, body, why),
    comeBackIn: async ({ eventSourceARN, receiptHandle }, seconds) =>
      (await queue()).comeBackIn(
        queueUrlOf(eventSourceARN, settings.signalsUrl),
        receiptHandle,
        seconds,
      ),
    log,
  };
}

/** Its messages come from two queues of one account, whose URLs differ in the last word. */
const queueUrlOf = (arn: string, beside: string): string =>
  beside.replace(/[^/]+$/, arn.slice(arn.lastIndexOf(':') + 1));

/** An account left the organization, or was closed: no session is given there any more. */
const howGone = ({ row, target, accountId }: Report, { evidence }: EventSignal) =>
  target === accountId && /^\d{12}$/.test(target)
    ? departureIn(evidence.eventName, row === 'ORG-08')
    : undefined;

/** AWS's event times are cut to whole seconds. */
const endOfSecond = (at: string): string => new Date(Date.parse(at) + 999).toISOString();

/** Under a planned change, or our own parts put up again by CloudFormation: that leaves nothing to be seen either. */
function isPlanned({ subject, tampering }: Reconciliation, known: Memory, now: Date): boolean {
  const exemptions = known.kind === 'known' ? known.exemptions.filter(isPlannedChange) : [];
  if (exemptionInForce(exemptions, subjectKey(subject), now.toISOString())) return true;
  const isDeployed = ({ evidence }: EventSignal) =>
    evidence.invokedBy === 'cloudformation.amazonaws.com';
  return subject.kind === 'warden' && tampering.every(isDeployed);
}

/**
 * Its client is loaded with the first question, which is never asked before a reflex was answered: a
 * cold start on the way to StartLogging pays nothing for it.
 */
function sealOf(keys: SealKeys): Seal {
  let opened: Promise<Seal> | undefined;
  const open = (): Promise<Seal> => {
    opened ??= import('../../shared/aws/baselines/kms-seal').then((part) => part.openKmsSeal(keys));
    return opened;
  };
  return {
    sign: async (text) => (await open()).sign(text),
    verify: async (text, mac) => (await open()).verify(text, mac),
  };
}

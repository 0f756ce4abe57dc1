import type { Baseline } from '../domain/baseline';
import type { JudgeBucket } from '../domain/bucket-change';
import type { Doubt } from '../domain/doubt';
import { announcedIn } from '../domain/exemption';
import type { Whose } from '../domain/impostor';
import type { Memory, Mending, SubjectMemory } from '../domain/memory';
import { isSeenOf, type Observation } from '../domain/observation';
import type { Obstacle } from '../domain/obstacle';
import { allParts } from '../domain/parts';
import type { Reconciliation } from '../domain/reconciliation';
import { ROGUE_TRAIL } from '../domain/report';
import type { TakenStep } from '../domain/restoration';
import type { EventSignal, Signal } from '../domain/signal';
import type { Step } from '../domain/step';
import { type Parts, type Subject, subjectKey } from '../domain/subject';
import { mayBeOurs } from '../signal/whose-call';
import { decide } from './decide';
import { describeLeft, leftAlone } from './differences';
import {
  isJustMade,
  isJustStarted,
  isMaking,
  isOfMaking,
  isRemade,
  makesAnew,
  namedAsMade,
  TAKEN_IN_MAKING,
} from './making';
import {
  findingsAmong,
  isWhole,
  type Look,
  lateLook,
  noteOf,
  outcomeOf,
  partsOf,
  reasonToComeAgain,
  stepsOf,
  unrecorded,
  windowsOf,
} from './outcome';
import { partsToRead, reflexFor, withoutUnkept } from './reflex';
import type { Looked, Released } from './released';
import {
  creationsAmong,
  namedIn,
  tamperingAmong,
  unseenStop,
  withClaimedStop,
} from './suspicious-events';
import { judgeTrust, memoryOf, type Trust, type Verifiers } from './trust';

/** Everything reconcile needs of the world. */
export interface Ports extends Verifiers {
  readonly now: () => Date;
  /** Never throws: a table that does not answer is a kind of memory. */
  readonly recall: (accountId: string, subjectKey: string) => Promise<Memory>;
  /** Never throws: what could not be read is an observation of its own. */
  readonly observe: (subject: Subject, parts: Parts) => Promise<Observation>;
  /** How the release that is rolled out judges a part of ours; nothing where its baseline does. Never throws. */
  readonly released?: (looked: Omit<Looked, 'release'>) => Promise<JudgedByRelease | undefined>;
  /** What judges the policies of buckets; asked for a subject of that kind only. Rejects when it could not be had. */
  readonly judge?: () => Promise<JudgeBucket>;
  /** AWS's answer to one write. Never throws: an obstacle is an answer. */
  readonly take: (
    step: Step,
  ) => Promise<{ readonly obstacle?: Obstacle; readonly refusals?: number }>;
  /**
   * Whose call was this? Our own is looked at like any other, and not counted as tampering: putting a setting
   * back is an UpdateTrail too. Never rejects, and answers at once where the record alone tells.
   */
  readonly whose: (event: EventSignal) => Whose | Promise<Whose>;
  /**
   * Remembers, before a subject is made anew, that all of its baseline is owed to it, so that a kill between two
   * steps loses no part. Also remembers that nothing is owed any more, unless it was made anew since `at`. Neither
   * throws: a table that does not answer keeps nothing from being put back.
   */
  readonly owe?: (subject: Subject, at: string) => Promise<void>;
  readonly settle?: (subject: Subject, at: string) => Promise<void>;
  /**
   * Remembers what is being put back, so that a kill before it is written down loses no incident. Takes the place of
   * an earlier note of the same time. Never throws, and is over within a second.
   */
  readonly mend?: (subject: Subject, note: Mending) => Promise<void>;
  /** The notes there are now, oldest first; undefined where the table did not answer. Never throws. */
  readonly notes?: (subject: Subject) => Promise<readonly Mending[] | undefined>;
  /** Forgets notes of these times: an incident says what was in them. Never throws. */
  readonly forget?: (subject: Subject, since: readonly string[]) => Promise<void>;
  /** Remembers that this stop, and every one before it, was part of a planned change. Never throws. */
  readonly notePlanned?: (subject: Subject, stoppedAt: string) => Promise<void>;
  /** The sentence about a refusal that only a person can end; nothing for any other refusal. Never throws. */
  readonly explain?: (subject: Subject, obstacle: Obstacle) => Promise<string | undefined>;
  /**
   * Writes down what happened, and returns what is now remembered of the subject; nothing when the look changed
   * nothing. Throws when it could not: the signals must then come again.
   */
  readonly record: (reconciliation: Reconciliation) => Promise<SubjectMemory | undefined>;
}

/** With why nothing of the release must be put back. */
export type JudgedByRelease = Released & { readonly doubt?: Doubt };

/** A fight is answered this often within one delivery; the next signal, or the sweep, goes on. */
const ROUNDS = 3;

/**
 * Look at a subject and put back what differs. Doing it twice does nothing the second time.
 *
 *   recall ──┬─ reflex ── trust ───┐
 *            └─ look ──────────────┴─ steps ─ look again ─ … ─ record
 *
 * The reflex leaves first and waits for no read. Everything else that is written comes from the
 * baseline, so it waits until the seal vouches for that. What is made anew is compared whole from then
 * on, by this delivery and, until nothing is owed, by every later one. Questions that only a person asks are answered
 * after the last step.
 */
export async function reconcile(of: Named, ports: Ports): Promise<Reconciliation> {
  const done = await putBack(of, ports);
  return writeDown(await conclude(done, ports), done, ports);
}

interface Named {
  readonly subject: Subject;
  readonly signals: readonly Signal[];
}

/** What a delivery saw and did. */
interface Done extends Named {
  readonly startedAt: string;
  readonly recalled: Memory;
  readonly memory: SubjectMemory | undefined;
  readonly judged: readonly Judged[];
  readonly exemptions: Trust['exemptions'];
  readonly isMade: boolean;
  readonly looks: readonly Look[];
  readonly first: Look;
  readonly last: Look;
  /** What the reflex sent, and then all that was taken, the reflex among it. */
  readonly sent: readonly TakenStep[];
  readonly taken: readonly TakenStep[];
  readonly owedSince: string | undefined;
  /** Is there a note of this delivery? */
  readonly isNoted: boolean;
}

async function putBack({ subject, signals }: Named, ports: Ports): Promise<Done> {
  const startedAt = ports.now().toISOString();
  const told = signals
    .filter((signal) => signal.kind === 'event')
    .map((event) => ({ event, whose: ports.whose(event) }));
  const recalled = await ports.recall(subject.accountId, subjectKey(subject));
  const known = memoryOf(recalled, subject);
  let memory = known;

  let parts = partsToRead(subject, signals, memory);
  let owedSince = memory?.owedSince;
  let owing: Promise<void> | undefined;
  let mending: Promise<void> | undefined;
  let isNew = false;
  const isMade = isJustMade(subject, signals, startedAt);
  const looks: Look[] = [];
  const strangers = told.flatMap(({ event, whose }) => (mayBeOurs(whose) ? [] : event));
  const reflex = reflexFor(subject, strangers, recalled, startedAt);
  const sending = takeSteps(reflex ? [reflex] : [], 'reflex', ports); // before the look: it gets the warm socket
  // Not beside the reflex: the first question loads a part of the bundle, and opens a connection.
  const believed = sending.then(() => judgeTrust({ subject, recalled, now: startedAt }, ports));
  const judging = Promise.all(told.map(async (one) => ({ ...one, whose: await one.whose })));
  const look = async (): Promise<Look> => {
    const [seen, trust, judged] = await Promise.all([
      ports.observe(subject, parts),
      believed,
      judging,
    ]);
    const own = isSeenOf(seen, 'warden')
      ? await ports.released?.({ observation: seen, memory: known, judge: decide, now: startedAt })
      : undefined;
    const belief = own ? withDoubt(trust, own.doubt) : trust;
    if (own) memory = own.memory;
    const others = othersIn(judged);
    const impostor = impostorIn(judged);
    const events = withoutMaking(others, { seen, memory, now: startedAt });
    // Another environment may be making it, and have written that down a moment ago.
    isNew ||= judged.some(
      ({ event, whose }) => whose === 'ours' && isMaking(event, subject, startedAt),
    );
    const observation = withClaimedStop(seen, events, memory?.episode);
    const mayBeHeld =
      subject.kind === 'trail' &&
      memory !== undefined &&
      (!memory.baseline || (observation.kind === 'absent' && hasEscalated(recalled)));
    const held = mayBeHeld
      ? await (await heldNames()).heldBack(observation, recalled, ports.observe)
      : undefined;
    const isJudged = subject.kind === 'bucket' && (memory?.baseline || events.length > 0);
    const judge = isJudged ? await ports.judge?.() : undefined;
    const decided =
      (!impostor && own?.decision) ||
      decide({
        ...{ observation, memory, events, isNew, now: startedAt, ...belief },
        isJustMade: isMade || events.length < others.length,
        ...(impostor && { impostor }),
        ...(held && { held }),
        ...(judge && { judge }),
      });
    const made = { observation, memory, others: events, ours: oursIn(judged), now: startedAt };
    const decision = namedAsMade(decided, made);
    const looked = { observation, decision, ...doubtsIn(belief) };
    looks.push(looked);
    return looked;
  };
  const [sent, first, judged] = await Promise.all([sending, look(), judging]);
  const others = othersIn(judged);
  const owe = async (steps: readonly Step[]): Promise<void> => {
    const isMade = steps.some((step) => makesAnew(step, subject));
    if (!isMade && !isRemade({ subject, memory, events: others, now: startedAt })) return;
    isNew = true;
    parts = withoutUnkept(allParts(subject.kind), memory);
    if (owedSince !== undefined) return;
    owedSince = ports.now().toISOString();
    owing = ports.owe?.(subject, owedSince);
    // A trail has to log first. What it lacks then, an event or a technique knows.
    if (subject.kind !== 'trail') await owing;
  };
  const soFar = (taken: readonly TakenStep[]) => ({
    findings: findingsAmong(looks),
    windows: windowsOf(looks, taken),
    blindInPart: partsOf(looks, taken, { events: others, episode: memory?.episode }),
  });
  const mend = (taken: readonly TakenStep[]): void => {
    const note = noteOf(soFar(taken), startedAt);
    if (note) mending = (mending ?? Promise.resolve()).then(() => ports.mend?.(subject, note));
  };
  const { last, taken } = await restore({ first, sent, look, owe, mend }, ports);

  await Promise.all([owing, mending]);
  const { exemptions } = await believed;
  const isNoted = mending !== undefined;
  return {
    ...{ subject, signals, startedAt, recalled, memory, judged, exemptions, isMade, looks },
    ...{ first, last, sent, taken, owedSince, isNoted },
  };
}

/** What is to be told of it. Asks what only a person needs to know, after the last step. */
async function conclude(done: Done, ports: Ports): Promise<Reconciliation> {
  const { subject, signals, startedAt, recalled, memory, judged, exemptions, isMade } = done;
  const { looks, first, last, sent, taken, owedSince } = done;
  const others = othersIn(judged);
  const seen = findingsAmong(looks);
  // A difference that the call made is tampering, even on a new trail. So is every call of an impostor.
  const isTaken =
    seen.some(({ technique }) => TAKEN_IN_MAKING.has(technique)) || impostorIn(judged);
  const events = isTaken
    ? others
    : withoutMaking(others, { seen: first.observation, memory, now: startedAt });
  const isSilent = seen.length === 0 && last.decision.kind === 'compliant';
  const unseen = isSilent
    ? unseenStop({ subject, events, memory, sent, observation: last.observation })
    : undefined;
  const findings = [...seen, ...(unseen ? [unseen] : [])];
  const why = reasonToComeAgain(last, recalled, taken);
  const met = why === undefined ? undefined : taken.findLast((step) => step.obstacle)?.obstacle;
  const explained = met && (await ports.explain?.(subject, met));
  const left = leftAfter(last, memory?.baseline, { taken, tampering: tamperingAmong(events) });
  const obstacles = taken.flatMap(({ obstacle }) => obstacle ?? []);
  const without =
    met && taken.some(({ step }) => isTrailMade(step))
      ? (await sideParts()).describeSideParts(obstacles, last.observation, memory?.baseline)
      : undefined;
  const reasons = [why ?? notKnown(judged), explained, without].filter((one) => one !== undefined);
  const again = reasons.length > 0 ? reasons.join('. ') : undefined;
  const blindInPart = partsOf(looks, taken, { events, episode: memory?.episode });
  const windows = unseen?.window ? [unseen.window] : windowsOf(looks, taken);
  // For a trail that is new here and cannot be guarded, the call that made it says who did.
  const isUnknown = memory !== undefined && !memory.baseline;
  const isUnfit = isUnknown && first.decision.kind === 'escalate';
  const creations = isUnknown ? creationsAmong(subject, events) : [];
  const made = isUnfit ? creations : [];
  const isFollowed = signals.some((one) => one.kind === 'event' || one.watch !== undefined);
  const isToldBeside =
    creations.length > 0 || (isFollowed && isJustStarted(last.observation, startedAt));
  // A call that belongs to making the trail is no tampering with it.
  const isBeingMade = !isUnfit && isMade && creations.length > 0;
  // A bucket's owner may change whom it lets in: what left it no worse is no tampering.
  const isHarmless =
    subject.kind === 'bucket' && findings.length === 0 && last.decision.kind === 'compliant';
  const named = namedIn(subject, findings, events, impostorIn(judged));
  return {
    subject,
    signals,
    ...(isHarmless && { isHarmless }),
    tampering: isBeingMade ? [] : [...made, ...tamperingAmong(events)],
    decision: first.decision,
    findings,
    ...named,
    ...(made.length > 0 && { techniques: [...new Set([ROGUE_TRAIL, ...named.techniques])] }),
    ...(isUnfit && isToldBeside && { isToldBeside }),
    windows,
    ...(blindInPart.length > 0 && { blindInPart }),
    taken,
    outcome: outcomeOf(first, last, taken, findings),
    observation: last.observation,
    ...(left && { left }),
    memory: { ...memory, ...(owedSince !== undefined && { owedSince }) },
    ...(last.doubt && { doubt: last.doubt }),
    ...(exemptions.length > 0 && { announced: announcedIn(exemptions) }),
    startedAt,
    endedAt: ports.now().toISOString(),
    ...(again && { again }),
    ...(explained && { isForPerson: true }),
  };
}

/** An incident first, then what others must know or may forget. */
async function writeDown(
  reconciliation: Reconciliation,
  { subject, startedAt, memory, looks, first, last, owedSince, isNoted }: Done,
  ports: Ports,
): Promise<Reconciliation> {
  const { tampering, windows } = reconciliation;
  const isSilent = findingsAmong(looks).length === 0 && last.decision.kind === 'compliant';
  // What memory says of notes may be a minute old.
  const mayBeLost = memory?.isMending || (isSilent && tampering.length > 0);
  const isAsked = mayBeLost && isTold(last) && ports.notes !== undefined;
  const notes = isAsked ? await ports.notes?.(subject) : [];
  const { lost, isAtWork } = unrecorded(notes, startedAt);
  const record = async (): Promise<SubjectMemory | undefined> => {
    for (const note of lost) await ports.record(lateLook(note, reconciliation));
    return ports.record(reconciliation);
  };
  const remembered = await record().catch(async (error: unknown) => {
    const note = noteOf(reconciliation, startedAt);
    if (note) await ports.mend?.(subject, { ...note, isLeft: true });
    throw error;
  });
  const written = [...(isNoted ? [startedAt] : []), ...lost.map(sinceOf)];
  if (written.length > 0) await ports.forget?.(subject, written);
  const planned = last.decision.kind === 'exempt' && windows.findLast(({ to }) => to);
  if (planned) await ports.notePlanned?.(subject, planned.from.at);
  if (owedSince !== undefined && isWhole(last)) {
    await ports.settle?.(subject, last.observation.observedAt);
  }
  const isUnplaced =
    !reconciliation.isHarmless &&
    tampering.length > 0 &&
    first.decision.kind === 'compliant' &&
    !remembered?.episode;
  if (!isUnplaced) return reconciliation;
  return { ...reconciliation, isUnplaced, ...(isAtWork && { isAtWork }) };
}

/** Does an incident say what a look like this found? */
const isTold = ({ observation, decision }: Look): boolean =>
  observation.kind !== 'unreachable' &&
  ['compliant', 'restore', 'escalate'].includes(decision.kind);

const sinceOf = ({ since }: Mending): string => since;

/** Where the release judges, what its own baseline's seal says does not matter. */
const withDoubt = ({ doubt: _, ...trust }: Trust, doubt: Doubt | undefined): Trust => ({
  ...trust,
  ...(doubt && { doubt }),
});

interface Judged {
  readonly event: EventSignal;
  readonly whose: Whose;
}

/** Without events whose caller is unknown: they come again. */
const othersIn = (judged: readonly Judged[]): readonly EventSignal[] =>
  judged.flatMap(({ event, whose }) => (whose === 'ours' || whose === 'unknown' ? [] : event));

const withoutMaking = (
  events: readonly EventSignal[],
  beside: Parameters<typeof isOfMaking>[1],
): readonly EventSignal[] => events.filter((event) => !isOfMaking(event, beside));

const oursIn = (judged: readonly Judged[]): readonly EventSignal[] =>
  judged.flatMap(({ event, whose }) => (whose === 'ours' ? event : []));

/** The first tampering by an intruder who has become one of our roles. */
const impostorIn = (judged: readonly Judged[]): EventSignal | undefined =>
  tamperingAmong(judged.flatMap(({ event, whose }) => (whose === 'impostor' ? event : [])))[0];

const notKnown = (judged: readonly Judged[]): string | undefined =>
  judged.some(({ whose }) => whose === 'unknown')
    ? 'Whether a call was our own could not be read from the table'
    : undefined;

interface Attempt {
  readonly first: Look;
  readonly sent: readonly TakenStep[];
  readonly look: () => Promise<Look>;
  /** Called with each step before it is taken. */
  readonly owe: (steps: readonly Step[]) => Promise<void>;
  /** Called once the first step of a round is on its way, with the steps before it. */
  readonly mend: (taken: readonly TakenStep[]) => void;
}

/** Steps, then a look: "restored" is what was read back, never what a call answered. */
async function restore(
  { first, sent, look, owe, mend }: Attempt,
  ports: Ports,
): Promise<{ last: Look; taken: readonly TakenStep[] }> {
  const taken = [...sent];
  let last = first;
  // The first look raced the reflex: what it saw may be mended by now.
  if (sent.some((step) => !step.obstacle) && stepsOf(first).length > 0) last = await look();
  for (let round = 0; round < ROUNDS && stepsOf(last).length > 0; round += 1) {
    await owe(stepsOf(last));
    const taking = takeSteps(stepsOf(last), 'runbook', ports, last.observation);
    mend(taken);
    const steps = await taking;
    taken.push(...steps);
    last = await look();
    if (steps.some((step) => step.obstacle)) break;
  }
  return { last, taken };
}

/**
 * In order. A refusal stops the steps that rely on the refused one, and no others: selectors do not wait for a
 * broken bucket, and a trail does not wait for a role that AWS refuses. It is made to log without that part first,
 * which is then owed to it.
 */
async function takeSteps(
  steps: readonly Step[],
  as: TakenStep['as'],
  ports: Ports,
  is?: Observation,
): Promise<TakenStep[]> {
  const taken: TakenStep[] = [];
  const left = [...steps];
  for (let step = left.shift(); step; step = left.shift()) {
    const sentAt = ports.now().toISOString();
    const { obstacle, refusals } = await ports.take(step);
    taken.push({
      step,
      as,
      sentAt,
      answeredAt: ports.now().toISOString(),
      ...(refusals && { refusals }),
      ...(obstacle && { obstacle }),
    });
    const lesser =
      obstacle && is && /:((Create|Update)Trail|AddTags)$/.test(step.call)
        ? (await sideParts()).withoutSidePart(step, obstacle, is)
        : undefined;
    if (lesser) left.unshift(lesser);
    else if (obstacle && endsTheRest(step, obstacle, is)) break;
  }
  return taken;
}

/** Another trail that is gone may need the place: no other deleted trail has to wait for a question. */
const hasEscalated = (recalled: Memory): boolean =>
  recalled.kind === 'known' &&
  Object.values(recalled.subjects).some(({ episode }) => episode?.state === 'escalated');

/** A part of the bundle that is loaded only for a trail that has no baseline, or that may have to wait. */
const heldNames = () => import('../domain/name-held');

/** A part of the bundle that is loaded only after a refusal. */
const sideParts = () => import('./runbooks/trail/without-side-part');

const isTrailMade = ({ call }: Step): boolean => /:(Create|Update)Trail$/.test(call);

/**
 * A subject that is not there takes no further step, and what the account did not answer now, it will not answer a
 * second later.
 */
const endsTheRest = (step: Step, { kind, call: met }: Obstacle, is?: Observation): boolean =>
  isMadeBy(step, is) || met !== step.call || (kind !== 'denied' && kind !== 'rejected');

/** The call that makes a rule is also the one that changes it. */
const isMadeBy = ({ call }: Step, is: Observation | undefined): boolean =>
  /:Create[A-Z]/.test(call) || (call === 'events:PutRule' && is?.kind === 'absent');

const doubtsIn = ({ doubt, unverified }: Trust): Pick<Look, 'doubt' | 'unverified'> => ({
  ...(doubt && { doubt }),
  ...(unverified && { unverified }),
});

/** Only where something happened: a reader of the incident must not believe that all is as it was. */
function leftAfter(
  last: Look,
  baseline: Baseline | undefined,
  { taken, tampering }: Pick<Reconciliation, 'taken' | 'tampering'>,
): string | undefined {
  const isQuiet = taken.length === 0 && tampering.length === 0;
  if (isQuiet || !baseline || last.doubt || baseline.retired || !isWhole(last)) return undefined;
  const fields = leftAlone(last.observation, baseline);
  return fields.length > 0 ? describeLeft(fields) : undefined;
}

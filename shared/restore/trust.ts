import { ALTER_BASELINE, alteredBaseline } from '../domain/altered-baseline';
import type { Baseline } from '../domain/baseline';
import { canonicalState } from '../domain/canonical-state';
import type { Decision } from '../domain/decision';
import type { Doubt } from '../domain/doubt';
import {
  type Exemption,
  exemptionInForce,
  exemptionsOfLate,
  type ForgedExemption,
} from '../domain/exemption';
import type { Finding } from '../domain/finding';
import type { Episode, Memory, SubjectMemory } from '../domain/memory';
import { isSeenOf, type Known, type Present } from '../domain/observation';
import { describeObstacle, type Obstacle } from '../domain/obstacle';
import { isPlannedChange } from '../domain/pause';
import type { Step } from '../domain/step';
import { type Subject, type SubjectKind, subjectKey } from '../domain/subject';
import { stopLogging } from '../tampering/trail/stop-logging/technique';
import { bucketRules } from './baseline-rules/bucket';
import { guardRailRules } from './baseline-rules/guard-rail';
import { keyRules } from './baseline-rules/key';
import { logBucketRules } from './baseline-rules/log-bucket';
import { logGroupRules } from './baseline-rules/log-group';
import { membershipRules } from './baseline-rules/membership';
import type { Rules } from './baseline-rules/rules';
import { topicRules } from './baseline-rules/topic';
import { trailRules } from './baseline-rules/trail';
import { wardenRules } from './baseline-rules/warden';
import { resumeLogging } from './runbooks/trail/resume-logging';

/** What of the memory may be relied on, and why the rest may not. */
export interface Trust {
  /** Why the baseline must not be believed; absent when it may, or when there is none. */
  readonly doubt?: Doubt;
  /** The exemptions in force on the subject, or of late, without the forged ones. */
  readonly exemptions: readonly Exemption[];
  /** An exemption that no authorised role declared: an attacker wrote it so that the warden leaves something alone. */
  readonly forged?: ForgedExemption;
  /** An exemption that the key could not judge; it is believed, and the signals come again. */
  readonly unverified?: Obstacle;
}

interface Recalled {
  readonly subject: Subject;
  readonly recalled: Memory;
  readonly now: string;
}

/** They check that a remembered baseline or exemption was written by a role that may write it. Neither throws. */
export interface Verifiers {
  /**
   * Whether the remembered baseline of a subject may be believed. A key that does not answer is a doubt of its own.
   * Absent where nothing is sealed: every baseline is genuine.
   */
  readonly verifyBaseline?: (subject: Subject, memory: SubjectMemory) => Promise<Doubt | undefined>;
  /** The same for a planned change. Asked only while one is said to be in force, or was of late. */
  readonly verifyExemption?: (exemption: Exemption) => Promise<Doubt | undefined>;
}

/** Says which remembered facts about a subject may be trusted, and why the rest may not. Never throws. */
export async function judgeTrust(
  { subject, recalled, now }: Recalled,
  { verifyBaseline, verifyExemption }: Verifiers,
): Promise<Trust> {
  const memory = memoryOf(recalled, subject);
  const declared = recalled.kind === 'known' ? recalled.exemptions : [];
  const claimed = exemptionsOfLate(declared, subjectKey(subject), now);
  const [doubt, ...doubts] = await Promise.all([
    doubtAbout(subject, memory, verifyBaseline),
    ...claimed.map((exemption) => verifyExemption?.(exemption)),
  ]);
  const forged = claimed.flatMap(({ id }, index) => {
    const found = doubts[index];
    return found?.kind === 'forged' ? { id, why: found.why } : [];
  });
  const isOver = ({ until }: Exemption) => until <= now;
  const unverified = doubts.find(
    (found, index) => found?.kind === 'unverified' && !isOver(claimed[index] as Exemption),
  );
  return {
    ...(doubt && { doubt }),
    exemptions: claimed.filter((exemption, index) => {
      const doubt = doubts[index];
      return doubt === undefined || (doubt.kind === 'unverified' && !isOver(exemption));
    }),
    ...(forged[0] && { forged: forged[0] }),
    ...(unverified?.kind === 'unverified' && { unverified: unverified.why }),
  };
}

/** An empty memory is one thing; not knowing what is remembered is another. */
export const memoryOf = (memory: Memory, subject: Subject): SubjectMemory | undefined =>
  memory.kind === 'known' ? (memory.subjects[subjectKey(subject)] ?? {}) : undefined;

async function doubtAbout(
  subject: Subject,
  memory: SubjectMemory | undefined,
  verifyBaseline: Verifiers['verifyBaseline'],
): Promise<Doubt | undefined> {
  if (memory?.illegible) return { kind: 'forged', why: 'its row holds no baseline of it' };
  return memory?.baseline && verifyBaseline?.(subject, memory);
}

export interface Distrusted {
  readonly observation: Known;
  readonly doubt: Doubt;
  readonly episode: Episode | undefined;
  readonly exemptions: readonly Exemption[];
  /** When the tampering that made us look began; absent when a check did. */
  readonly since: string | undefined;
  readonly now: string;
}

/**
 * What is done about a subject whose baseline must not be believed: nothing of it is put back. A stopped trail is
 * started all the same, because no forged row can turn that into harm (docs/decisions/0002-restore-first.md). Never
 * compliant.
 */
export function distrust(distrusted: Distrusted): Decision {
  const { observation, doubt, exemptions, now } = distrusted;
  const { subject } = observation;
  const exemption = exemptionInForce(exemptions, subjectKey(subject), now);
  if (exemption && isPlannedChange(exemption) && doubt.kind === 'unverified') {
    return { kind: 'exempt', until: exemption.until, findings: [] }; // nothing would be put back anyway
  }
  const { findings, steps } = exemption ? NOTHING : startAgain(distrusted);
  const altered = doubt.kind === 'forged' ? [alteredBaseline(subject, doubt.why)] : [];
  return { kind: 'escalate', why: describe(doubt), findings: [...altered, ...findings], steps };
}

interface Remedy {
  readonly findings: readonly Finding[];
  readonly steps: readonly Step[];
}

const NOTHING: Remedy = { findings: [], steps: [] };

function startAgain({ observation, episode, since }: Distrusted): Remedy {
  if (!isSeenOf(observation, 'trail') || observation.kind !== 'present') return NOTHING;
  const baseline = presumeBaseline(observation);
  if (!baseline) return NOTHING;
  const known = [since ?? '', episode?.accountedUntil ?? ''].sort().at(-1);
  const stopped = stopLogging.detect(observation, {
    baseline,
    accountedUntil: known || observation.observedAt,
  });
  const findings = stopped ? [stopped] : [];
  return { findings, steps: resumeLogging.steps(findings, baseline) };
}

const describe = (doubt: Doubt): string =>
  doubt.kind === 'forged'
    ? `Its baseline is forged: ${doubt.why}. Nothing is put back from it; look at it and write a genuine one with "trailwarden baseline accept" (${ALTER_BASELINE}).`
    : `Whether its baseline is genuine could not be found out: ${describeObstacle(doubt.why)}.`;

/**
 * Which states may become a baseline unasked. A tampered state must never become a baseline by itself, and a subject
 * that was tampered with before its first capture must still be put back.
 */
const rules: { readonly [K in SubjectKind]: Rules<K> } = {
  trail: trailRules,
  'log-bucket': logBucketRules,
  bucket: bucketRules,
  key: keyRules,
  'log-group': logGroupRules,
  topic: topicRules,
  membership: membershipRules,
  'guard-rail': guardRailRules,
  warden: wardenRules,
};

/** Has the owner of what has no baseline not asked for it to be guarded? */
export const isLeftAlone = <K extends SubjectKind>({ subject, state }: Present<K>): boolean =>
  rules[subject.kind].isLeftAlone?.(state) ?? false;

export function unfitToCapture<K extends SubjectKind>(present: Present<K>): string | undefined {
  const { kind } = present.subject;
  return rules[kind].unfit(canonicalState(kind, present.state));
}

/** A baseline for one look only; it is never stored. */
export function presumeBaseline<K extends SubjectKind>(
  present: Present<K>,
): Baseline<K> | undefined {
  const { subject, observedAt } = present;
  const state = rules[subject.kind].presumed(present.state);
  return (
    state && {
      subject,
      version: 0,
      state,
      capturedAt: observedAt,
      capturedBy: 'trailwarden',
      why: 'presumed: tampered with before it was captured',
    }
  );
}

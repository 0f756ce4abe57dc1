import { ALTER_BASELINE, alteredBaseline } from '../domain/altered-baseline';
import type { Decision } from '../domain/decision';
import type { Doubt } from '../domain/doubt';
import { type Exemption, exemptionInForce } from '../domain/exemption';
import type { Finding } from '../domain/finding';
import type { Episode } from '../domain/memory';
import { isSeenOf, type Known } from '../domain/observation';
import { describeObstacle } from '../domain/obstacle';
import type { Step } from '../domain/step';
import { subjectKey } from '../domain/subject';
import { stopLogging } from '../tampering/trail/stop-logging/technique';
import { presumeBaseline } from './baseline-rules';
import { resumeLogging } from './runbooks/trail/resume-logging';

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
  if (exemption && doubt.kind === 'unverified') {
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

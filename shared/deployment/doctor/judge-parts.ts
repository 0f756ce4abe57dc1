import type { Baseline } from '../../domain/baseline';
import type { Observation } from '../../domain/observation';
import { describeUnread } from '../../domain/obstacle';
import type { WardenState } from '../../domain/warden';
import { decide } from '../../restore/decide';
import { asMade } from '../../restore/released';
import type { Condition } from '../condition';

/** Whether a part of ours is as the deployed version says, by the same judgement that puts it back. */
export function partCondition(
  observation: Observation<'warden'>,
  must: WardenState,
  version: string,
): Condition {
  const { subject, observedAt } = observation;
  const base = { id: `${must.kind}-as-shipped`, of: subject.id };
  if (observation.kind === 'unreachable')
    return { ...base, state: 'unknown', says: describeUnread(observation.why) };
  if (observation.kind === 'absent')
    return { ...base, state: 'missing', says: 'It is not there.', mend: DEPLOY };
  const baseline: Baseline<'warden'> = {
    ...{ subject, version: 1, state: asMade(must, observation) },
    ...{ capturedAt: observedAt, capturedBy: 'trailwarden', why: 'a release' },
  };
  const decision = decide({
    ...{ observation, memory: { baseline }, exemptions: [], events: [], now: observedAt },
  });
  return decision.kind === 'compliant'
    ? { ...base, state: 'ok', says: `It is as version ${version} says.` }
    : {
        ...{ ...base, state: 'missing' },
        says: `It is not as version ${version} says. ${whatOf(decision)}`,
        mend: DEPLOY,
      };
}

const DEPLOY =
  'The next look puts it back: trailwarden sweep. If it does not: trailwarden deploy, and who changed it: trailwarden incidents.';

const whatOf = (decision: ReturnType<typeof decide>): string =>
  'findings' in decision ? decision.findings.map(({ sentence }) => sentence).join(' ') : '';

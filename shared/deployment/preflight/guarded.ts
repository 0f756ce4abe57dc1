import type { Observation } from '../../domain/observation';
import { describeUnread } from '../../domain/obstacle';
import { unfitToCapture } from '../../restore/trust';
import type { Condition } from '../condition';

/** Whether something that is guarded is there, and would become a baseline. */
export function baselineCondition(observation: Observation): Condition {
  const { subject } = observation;
  const base = { id: 'baseline', of: subject.id };
  if (observation.kind === 'unreachable')
    return { ...base, state: 'unknown', says: describeUnread(observation.why) };
  if (observation.kind === 'absent')
    return {
      ...{ ...base, state: 'missing' },
      says: `The file names it, and account ${subject.accountId} has no such thing in ${subject.region}.`,
      mend: 'Correct the file.',
    };
  const unfit = unfitToCapture(observation);
  return unfit === undefined
    ? { ...base, state: 'ok', says: 'It becomes a baseline as it is.' }
    : {
        ...{ ...base, state: 'advice' },
        says: `It is below the floor of a baseline: ${unfit}.`,
        mend: 'Mend it before the deployment, or say after it that it is meant so: trailwarden baseline accept.',
      };
}

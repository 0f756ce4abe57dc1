import type { Step, StepCall, StepInputs } from '../../../domain/step';
import type { Subject } from '../../../domain/subject';

/** A step on a trail, in its account and home Region. */
export const trailStep = <C extends StepCall>(
  trail: Subject<'trail'>,
  call: C,
  input: StepInputs[C],
): Step =>
  ({ call, accountId: trail.accountId, region: trail.region, on: trail.id, input }) as Step;

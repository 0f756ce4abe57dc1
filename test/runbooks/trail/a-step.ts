import type { StepCall, StepInputs } from '../../../shared/domain/step';
import { aTrail } from '../../builders/a-trail';

/** A step on the builder's trail, in its account and home Region. */
export const aStep = <C extends StepCall>(call: C, input: StepInputs[C]) => ({
  call,
  accountId: '111122223333',
  region: 'us-east-1',
  on: aTrail().id,
  input,
});

import type { ContainmentCall, ContainmentInputs, ContainmentStep } from '../../domain/containment';
import type { Place } from '../../domain/place';

/** Steps in the machine's account and Region. */
export const stepsOn =
  ({ accountId, region }: Place) =>
  <C extends ContainmentCall>(call: C, on: string, input: ContainmentInputs[C]): ContainmentStep =>
    ({ call, accountId, region, on, input }) as unknown as ContainmentStep;

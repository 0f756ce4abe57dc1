import type { Finding } from '../../domain/finding';
import type { Known } from '../../domain/observation';
import type { Expected } from '../../domain/technique';

/** A state in which a key that must work does not, and the technique that brings it there. */
export interface OutOfUse {
  readonly technique: string;
  readonly keyState: string;
  readonly sentence: (key: string) => string;
}

/** CloudTrail tries again for 30 days; until the key works, what it wrote is in no bucket. */
export const NOT_DELIVERED = 'no file encrypted with it is delivered';

/** A key in this state that the baseline has in another; nothing when the key is gone. */
export const keyPutOutOfUse =
  ({ technique, keyState, sentence }: OutOfUse) =>
  (observation: Known<'key'>, { baseline }: Expected<'key'>): Finding | undefined => {
    if (observation.kind === 'absent' || observation.state.keyState !== keyState) return undefined;
    const { keyState: expected } = baseline.state;
    if (expected === keyState) return undefined;
    return {
      technique,
      part: 'keyState',
      expected,
      actual: keyState,
      sentence: sentence(observation.subject.id),
      healed: false,
      partly: NOT_DELIVERED,
    };
  };

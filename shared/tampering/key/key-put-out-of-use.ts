import { differs } from '../detection/differs';

/** A state in which a key that must work does not, and the technique that brings it there. */
interface OutOfUse {
  readonly technique: string;
  readonly keyState: string;
  readonly sentence: (key: string) => string;
}

/** CloudTrail tries again for 30 days; until the key works, what it wrote is in no bucket. */
export const NOT_DELIVERED = 'no file encrypted with it is delivered';

/** A key in this state that the baseline has in another; nothing when the key is gone. */
export const keyPutOutOfUse = ({ technique, keyState, sentence }: OutOfUse) =>
  differs<'key'>(technique, ({ keyState: expected }, is, { id }) =>
    is.keyState === keyState && expected !== keyState
      ? {
          part: 'keyState',
          expected,
          actual: keyState,
          sentence: sentence(id),
          partly: NOT_DELIVERED,
        }
      : undefined,
  );

import type { Baseline } from '../../../shared/domain/baseline';
import { canonicalPolicy } from '../../../shared/domain/canonical-policy';
import type { KeyState } from '../../../shared/domain/key';
import type { Known } from '../../../shared/domain/observation';
import type { Subject } from '../../../shared/domain/subject';
import { at } from '../at';

export const aKey = (): Subject<'key'> => ({
  kind: 'key',
  accountId: '444455556666',
  region: 'us-east-1',
  id: 'arn:aws:kms:us-east-1:444455556666:key/0a1b2c3d-1111-4222-8333-444455556666',
});

/** The account may do everything, CloudTrail may encrypt. */
export const KEY_POLICY = canonicalPolicy(
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'account',
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::444455556666:root' },
        Action: 'kms:*',
        Resource: '*',
      },
      {
        Sid: 'trail',
        Effect: 'Allow',
        Principal: { Service: 'cloudtrail.amazonaws.com' },
        Action: ['kms:GenerateDataKey*', 'kms:DescribeKey'],
        Resource: '*',
      },
    ],
  }),
);

/** An enabled key of the customer that CloudTrail may use; fit to be a baseline. */
export const aKeyState = (different: Partial<KeyState> = {}): KeyState => ({
  keyState: 'Enabled',
  keyManager: 'CUSTOMER',
  multiRegion: false,
  policy: KEY_POLICY,
  ...different,
});

/** The state that a look without the policy sees. */
export const aKeyStateWithoutParts = (): KeyState => {
  const { policy, ...state } = aKeyState();
  return state;
};

export const aKeyBaseline = (state: KeyState = aKeyState()): Baseline<'key'> => ({
  subject: aKey(),
  version: 1,
  state,
  capturedAt: at(-3_600),
  capturedBy: 'trailwarden',
  why: 'first sight',
});

export const keySeen = (state: KeyState): Known<'key'> => ({
  kind: 'present',
  subject: aKey(),
  observedAt: at(60),
  state,
});

export const keyGone = (): Known<'key'> => ({
  kind: 'absent',
  subject: aKey(),
  observedAt: at(60),
});

/** What a technique compares with: the builder's baseline, unless told otherwise. */
export const keyExpected = (state?: KeyState) => ({
  baseline: aKeyBaseline(state),
  accountedUntil: at(0),
});

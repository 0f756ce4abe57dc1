import { expect, test } from '@jest/globals';
import type { BucketState } from '../../../shared/domain/bucket';
import { announcedIn, type Exemption } from '../../../shared/domain/exemption';
import { decide } from '../../../shared/restore/decide';
import { at } from '../../builders/at';
import {
  aBucketBaseline,
  aBucketSeen,
  aBucketState,
  aJudge,
  bucketPolicy,
  nothingBlocked,
  OWNER,
  tlsOnly,
  toEveryone,
  toOurs,
  toStranger,
} from '../../builders/bucket/a-bucket';

const open = bucketPolicy(toOurs, tlsOnly, toEveryone);
const anAnswer = (wanted: Exemption['wanted']): Exemption => ({
  id: `ex-${OWNER}-00000000`,
  accountId: OWNER,
  subjectKey: 'bucket#arn:aws:s3:::shop-pictures',
  ...{
    declaredAt: at(0),
    until: at(3_600),
    by: 'ann',
    why: 'answered planned',
    ...(wanted && { wanted }),
  },
});

const decided = (state: Partial<BucketState>, wanted: Exemption['wanted']) =>
  decide({
    observation: aBucketSeen(aBucketState({ publicAccessBlock: nothingBlocked, ...state })),
    memory: {
      baseline: aBucketBaseline(aBucketState({ publicAccessBlock: nothingBlocked })),
    },
    exemptions: [anAnswer(wanted)],
    events: [],
    now: at(60),
    judge: aJudge(),
  }).kind;

test.each([
  ['what was wanted is exempt', { policy: open }, { policy: open }, 'exempt'],
  [
    'in any spelling, and with less than was wanted',
    { policy: bucketPolicy(tlsOnly, { ...toEveryone, Action: ['s3:GetObject'] }) },
    { policy: open },
    'exempt',
  ],
  [
    'another stranger is not',
    {
      policy: bucketPolicy(toOurs, tlsOnly, toEveryone, { ...toStranger, Action: 's3:PutObject' }),
    },
    { policy: open },
    'restore',
  ],
  [
    'everyone may not write where they may read',
    { policy: bucketPolicy(toOurs, tlsOnly, { ...toEveryone, Action: 's3:*' }) },
    { policy: open },
    'restore',
  ],
  [
    'the ownership of objects is not',
    { policy: open, ownership: 'ObjectWriter' },
    { policy: open },
    'restore',
  ],
  [
    'a policy is not where only ownership was wanted',
    { policy: open },
    { ownership: 'ObjectWriter' },
    'restore',
  ],
  [
    'one without such a bound covers all',
    { policy: open, ownership: 'ObjectWriter' },
    undefined,
    'exempt',
  ],
] as const)('after the answer planned: %s', (_, is, wanted, kind) => {
  expect(decided(is, wanted)).toBe(kind);
});

test('what covers only what was wanted announces no other change', () => {
  expect(announcedIn([anAnswer({ policy: open })])).toEqual([]);
  expect(announcedIn([anAnswer(undefined)])).toHaveLength(1);
});

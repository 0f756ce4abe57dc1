import { expect, test } from '@jest/globals';
import type { LogGroupState } from '../../../shared/domain/log-group';
import { changeDataProtection } from '../../../shared/tampering/log-group/change-data-protection/technique';
import { changeLogGroupClass } from '../../../shared/tampering/log-group/change-log-group-class/technique';
import { changeLogGroupKey } from '../../../shared/tampering/log-group/change-log-group-key/technique';
import { deleteLogGroup } from '../../../shared/tampering/log-group/delete-log-group/technique';
import { redirectSubscription } from '../../../shared/tampering/log-group/redirect-subscription/technique';
import { shortenRetention } from '../../../shared/tampering/log-group/shorten-retention/technique';
import {
  aLogGroup,
  aLogGroupState,
  aLogGroupStateWithoutParts,
  aPlainLogGroupState,
  KEY,
  logGroupExpected,
  logGroupGone,
  logGroupSeen,
} from '../../builders/log-group/a-log-group';

const all = [
  deleteLogGroup,
  changeLogGroupClass,
  shortenRetention,
  redirectSubscription,
  changeLogGroupKey,
  changeDataProtection,
];
const FOREIGN = 'arn:aws:kms:us-east-1:999988887777:key/1';

const without = (name: keyof LogGroupState): LogGroupState => {
  const { [name]: _, ...state } = aLogGroupState();
  return state as LogGroupState;
};

test('delete-log-group: a log group that is gone is found', () => {
  expect(deleteLogGroup.detect(logGroupGone(), logGroupExpected())).toMatchObject({
    actual: 'no log group of this name',
    sentence: 'Log group trail was deleted.',
  });
});

test.each([
  { must: aLogGroupState(), days: 1, expected: '365', told: 'one day' },
  { must: aLogGroupState(), days: 364, expected: '365', told: '364 days' },
  { must: aPlainLogGroupState(), days: 3653, expected: 'for ever', told: '3653 days' },
])('shorten-retention: $days days where $expected must be are found', (one) => {
  const state = aLogGroupState({ retentionInDays: one.days });
  expect(shortenRetention.detect(logGroupSeen(state), logGroupExpected(one.must))).toEqual({
    technique: 'shorten-retention',
    part: 'retentionInDays',
    expected: one.expected,
    actual: `${one.days}`,
    sentence: `Log group trail keeps its entries for ${one.told} only.`,
    healed: false,
  });
});

test.each([
  { told: 'more days', state: aLogGroupState({ retentionInDays: 400 }) },
  { told: 'no end', state: without('retentionInDays') },
])('shorten-retention: $told than the baseline asks for are not found', ({ state }) => {
  expect(shortenRetention.detect(logGroupSeen(state), logGroupExpected())).toBeUndefined();
});

test.each([
  {
    told: 'another key',
    state: aLogGroupState({ kmsKeyId: FOREIGN }),
    must: aLogGroupState(),
    finding: {
      expected: KEY,
      actual: FOREIGN,
      sentence: 'Log group trail encrypts with another key.',
    },
  },
  {
    told: 'no key',
    state: without('kmsKeyId'),
    must: aLogGroupState(),
    finding: {
      actual: 'none',
      sentence: 'Log group trail is no longer encrypted with its key.',
    },
  },
  {
    told: 'a key where there was none',
    state: aPlainLogGroupState({ kmsKeyId: FOREIGN }),
    must: aPlainLogGroupState(),
    finding: { expected: 'none', actual: FOREIGN },
  },
])('change-log-group-key: $told is found', ({ state, must, finding }) => {
  const found = changeLogGroupKey.detect(logGroupSeen(state), logGroupExpected(must));
  expect(found).toMatchObject({ part: 'kmsKeyId', ...finding });
});

test.each([
  {
    told: 'another mask',
    is: '{"Name":"mine"}',
    must: aLogGroupState(),
    sentence: 'Entries of log group trail are masked in another way.',
  },
  {
    told: 'a mask where there was none',
    is: '{"Name":"mine"}',
    must: aPlainLogGroupState(),
    sentence: 'Entries of log group trail are masked in another way.',
  },
  {
    told: 'no mask',
    is: '',
    must: aLogGroupState(),
    sentence: 'Entries of log group trail are no longer masked.',
  },
])('change-data-protection: $told is found', ({ is, must, sentence }) => {
  const seen = logGroupSeen(aLogGroupState({ dataProtectionPolicy: is }));
  expect(changeDataProtection.detect(seen, logGroupExpected(must))).toMatchObject({
    part: 'dataProtectionPolicy',
    sentence,
  });
});

test.each(['INFREQUENT_ACCESS', 'DELIVERY'])(
  'change-log-group-class: a log group that was made again as %s is found',
  (logGroupClass) => {
    const seen = logGroupSeen(aLogGroupState({ logGroupClass }));
    expect(changeLogGroupClass.detect(seen, logGroupExpected())).toEqual({
      technique: 'change-log-group-class',
      part: 'logGroupClass',
      expected: 'STANDARD',
      actual: logGroupClass,
      sentence: `Log group trail was made again in the class ${logGroupClass}.`,
      healed: false,
    });
  },
);

test('change-log-group-class: the full class is not found, even if the baseline has a lesser one', () => {
  const must = aLogGroupState({ logGroupClass: 'INFREQUENT_ACCESS' });
  expect(
    changeLogGroupClass.detect(logGroupSeen(aLogGroupState()), logGroupExpected(must)),
  ).toBeUndefined();
});

/** Everything of it is gone, and a class may refuse to take it again. */
const emptied = (logGroupClass: string) =>
  logGroupSeen({
    ...aPlainLogGroupState({ logGroupClass, retentionInDays: 2, kmsKeyId: FOREIGN }),
  });

test.each([
  {
    logGroupClass: 'INFREQUENT_ACCESS',
    found: [
      'change-log-group-class',
      'shorten-retention',
      'change-log-group-key',
      'change-data-protection',
    ],
  },
  { logGroupClass: 'DELIVERY', found: ['change-log-group-class'] },
])(
  'a log group of class $logGroupClass is not judged by parts that the class does not support',
  ({ logGroupClass, found }) => {
    const seen = emptied(logGroupClass);
    const named = all.flatMap(({ detect }) => detect(seen, logGroupExpected())?.technique ?? []);
    expect(named).toEqual(found);
    const same = logGroupExpected(aLogGroupState({ logGroupClass }));
    expect(redirectSubscription.detect(seen, same)).toBeDefined();
  },
);

test.each(all)('$id: a log group that equals its baseline is not found', ({ detect }) => {
  expect(detect(logGroupSeen(aLogGroupState()), logGroupExpected())).toBeUndefined();
  const plain = aPlainLogGroupState();
  expect(detect(logGroupSeen(plain), logGroupExpected(plain))).toBeUndefined();
});

test.each(all)('$id: parts that were not read are not judged, now or at the capture', (one) => {
  const unread = aLogGroupStateWithoutParts();
  expect(one.detect(logGroupSeen(unread), logGroupExpected())).toBeUndefined();
  expect(one.detect(logGroupSeen(aLogGroupState()), logGroupExpected(unread))).toBeUndefined();
});

test.each(all.slice(1))('$id: a log group that is gone is another technique', ({ detect }) => {
  expect(detect(logGroupGone(), logGroupExpected())).toBeUndefined();
});

test('the drills of a log group name it by its name, in its Region', () => {
  const named = all
    .flatMap(({ drill }) => drill(aLogGroup()))
    .map(({ region, input }) => ({
      region,
      name: input.logGroupName ?? input.logGroupIdentifier,
    }));
  expect(named.length).toBeGreaterThanOrEqual(all.length);
  expect(named).toEqual(named.map(() => ({ region: 'us-east-1', name: 'trail' })));
});

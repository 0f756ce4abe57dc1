import { expect, test } from '@jest/globals';
import {
  accountSubject,
  governsOptInRegion,
  isAboutAnAccount,
  isOptInRegion,
} from '../../../shared/domain/membership';
import { anOrganization } from '../../builders/membership/a-membership';

test.each(['af-south-1', 'eu-south-2', 'mx-central-1', 'ap-southeast-7'])(
  '%s must be opened by an account',
  (region) => {
    expect(isOptInRegion(region)).toBe(true);
  },
);

test.each([
  'us-east-1',
  'ap-northeast-3',
  'eu-north-1',
  'cn-north-1',
  'us-gov-west-1',
  'eusc-de-east-1',
  '',
])('%s cannot be closed', (region) => {
  expect(isOptInRegion(region)).toBe(false);
});

test('the Regions of an account are a subject only if an opt-in Region is governed', () => {
  expect(governsOptInRegion(['us-east-1', 'eu-west-1'])).toBe(false);
  expect(governsOptInRegion(['us-east-1', 'af-south-1'])).toBe(true);
});

test('an account’s Regions are a subject of that account, in the global Region', () => {
  const subject = accountSubject('444455556666', 'aws');
  expect(subject).toEqual({
    kind: 'membership',
    accountId: '444455556666',
    region: 'us-east-1',
    id: 'arn:aws:account::444455556666:account',
  });
  expect([subject, anOrganization()].map(isAboutAnAccount)).toEqual([true, false]);
});

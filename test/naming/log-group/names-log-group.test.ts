import { expect, test } from '@jest/globals';
import { type NamedCall, namesLogGroup } from '../../../shared/signal/names';
import { aLogGroup } from '../../builders/log-group/a-log-group';

const { id } = aLogGroup();
const call = (
  parameters: NamedCall['parameters'],
  different: Partial<NamedCall> = {},
): NamedCall => ({
  eventName: 'DeleteLogGroup',
  accountId: '444455556666',
  region: 'us-east-1',
  parameters,
  resources: [],
  ...different,
});

test.each([
  ['its name', call({ logGroupName: 'trail' })],
  ['its name as identifier', call({ logGroupIdentifier: 'trail' })],
  ['its ARN', call({ resourceIdentifier: id })],
  ['its ARN as AWS lists it', call({ logGroupIdentifier: `${id}:*` })],
])('a call with %s is about a log group', (_, about) => {
  expect(namesLogGroup(aLogGroup(), about)).toBe(true);
});

test.each([
  ['another name', call({ logGroupName: 'trail-2' })],
  ['its name in another Region', call({ logGroupName: 'trail' }, { region: 'eu-west-1' })],
  ['its name in another account', call({ logGroupName: 'trail' }, { accountId: '111122223333' })],
  ['no parameters at all, as denied ones', call({})],
])('a call with %s is not about a log group', (_, about) => {
  expect(namesLogGroup(aLogGroup(), about)).toBe(false);
});

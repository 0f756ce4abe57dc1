import { expect, test } from '@jest/globals';
import { type NamedCall, namesKey } from '../../../shared/signal/names';
import { aKey } from '../../builders/key/a-key';

const { id } = aKey();
const keyId = '0a1b2c3d-1111-4222-8333-444455556666';
const call = (different: Partial<NamedCall>): NamedCall => ({
  eventName: 'DisableKey',
  accountId: '444455556666',
  region: 'us-east-1',
  parameters: {},
  resources: [],
  ...different,
});

test.each([
  ['its ARN', call({ parameters: { keyId: id } })],
  ['its id, in its account and Region', call({ parameters: { keyId } })],
  [
    'its ARN among the resources and an alias among the parameters',
    call({ parameters: { keyId: 'alias/a' }, resources: [id] }),
  ],
  [
    'nothing but a resource, as the service event DeleteKey',
    call({ eventName: 'DeleteKey', resources: [id] }),
  ],
])('a call with %s is about a key', (_, about) => {
  expect(namesKey(aKey(), about)).toBe(true);
});

test.each([
  ['another id', call({ parameters: { keyId: '1' } })],
  ['its id in another Region', call({ parameters: { keyId }, region: 'eu-west-1' })],
  ['its id in another account', call({ parameters: { keyId }, accountId: '111122223333' })],
  ['no parameters at all, as denied ones', call({})],
])('a call with %s is not about a key', (_, about) => {
  expect(namesKey(aKey(), about)).toBe(false);
});

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { classify } from '../../shared/aws/classify';
import type { Credentials } from '../../shared/aws/connection';
import { openJsonCall } from '../../shared/aws/json-call';
import {
  type OrganizationUnderTest,
  organizationUnderTest,
  payments,
} from '../sandbox/core/organization-under-test';
import { loopback } from './loopback';

const RESOLVER = { name: 'route53resolver', target: 'Route53Resolver', region: 'us-east-1' };
const LIST = 'ListResolverQueryLogConfigs';
let organization: OrganizationUnderTest;

beforeAll(async () => {
  organization = await organizationUnderTest();
});
afterAll(() => organization.sandbox.close());

const call = (other: Partial<Credentials> = {}) => {
  const { endpoint, credentials } = organization.sandbox;
  return openJsonCall(RESOLVER, async () => ({ ...credentials(payments), ...other }), { endpoint });
};

const errorOf = (answer: Promise<unknown>): Promise<unknown> =>
  answer.then(
    () => undefined,
    (error: unknown) => error,
  );

test('what is throttled or not answered is tried again, as often as the SDK does', async () => {
  const { faults } = organization.sandbox;
  const refuse = { code: 'ThrottlingException', message: 'Rate exceeded' };
  const at = { service: 'route53resolver', action: LIST };
  faults.add({ ...at, refuse, times: 2 });
  faults.add({ ...at, hangUp: true, times: 1 });
  expect(await call()(LIST, {})).toMatchObject({ ResolverQueryLogConfigs: [] });
  const remove = faults.add({ ...at, refuse });
  const error = await errorOf(call()(LIST, {}));
  remove();
  expect(classify(error)).toMatchObject({ kind: 'throttled', code: 'ThrottlingException' });
});

test('a signature by another secret is refused', async () => {
  expect(await errorOf(call({ secretAccessKey: 'x'.repeat(40) })(LIST, {}))).toMatchObject({
    name: 'InvalidSignatureException',
  });
});

test('an error is known by its name in the body too, with a namespace before it', async () => {
  const said = { __type: 'com.amazonaws.route53resolver#AccessDeniedException', message: 'no' };
  const { endpoint, close } = await loopback(() => ({
    ...{ status: 400, type: 'application/x-amz-json-1.1', body: JSON.stringify(said) },
  }));
  const { credentials } = organization.sandbox;
  const asked = openJsonCall(RESOLVER, async () => credentials(payments), { endpoint });
  const error = await errorOf(asked(LIST, {}));
  await close();
  expect(classify(error)).toMatchObject({ kind: 'denied', code: 'AccessDeniedException' });
});

import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { openAccountNames } from '../../shared/aws/coverage/account-names';
import {
  management,
  type OrganizationUnderTest,
  orders,
  organizationUnderTest,
  payments,
} from '../sandbox/core/organization-under-test';

let organization: OrganizationUnderTest;
beforeAll(async () => {
  organization = await organizationUnderTest();
});
afterEach(() => organization.sandbox.faults.clear());
afterAll(() => organization.sandbox.close());

function names() {
  const clock = { ms: 0 };
  const { credentials, endpoint } = organization.sandbox;
  const connection = { endpoint, credentials: credentials(management) };
  return { nameOf: openAccountNames(connection, () => clock.ms), clock };
}
const refuse = (code: string, times?: number) =>
  organization.sandbox.faults.add({
    ...{ service: 'organizations', action: 'DescribeAccount', refuse: { code, message: 'No.' } },
    ...(times && { times }),
  });

test.each(['TooManyRequestsException', 'ServiceException'])(
  'a name that a %s kept away once is read the next time',
  async (code) => {
    const { nameOf } = names();
    refuse(code, 1);
    expect(await nameOf(payments)).toBeUndefined();
    expect(await nameOf(orders)).toBe('orders');
    expect(await nameOf(payments)).toBe('payments');
  },
);

test('after a denial no name is asked for in the next ten minutes', async () => {
  const { nameOf, clock } = names();
  refuse('AccessDeniedException', 1);
  expect(await nameOf(payments)).toBeUndefined();
  expect(await nameOf(orders)).toBeUndefined();
  clock.ms = 600_000;
  expect([await nameOf(payments), await nameOf(orders)]).toEqual(['payments', 'orders']);
});

test('each account is asked for once, even an unknown one', async () => {
  const { nameOf } = names();
  expect(await nameOf('999999999999')).toBeUndefined();
  expect(await nameOf(payments)).toBe('payments');
  refuse('ServiceException');
  expect(await nameOf('999999999999')).toBeUndefined();
  expect(await nameOf(payments)).toBe('payments');
  expect(await nameOf('not an account')).toBeUndefined();
});

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { hooks } from '../../../../services/sandbox';
import { observeKey } from '../../../../shared/aws/dependencies/observe-key';
import { serviceClients } from '../../../../shared/aws/dependencies/service-clients';
import type { Subject } from '../../../../shared/domain/subject';
import { techniques } from '../../../../shared/tampering/catalogue';
import { KEY_POLICY } from '../../../builders/key/a-key';
import {
  type OrganizationUnderTest,
  organizationUnderTest,
  payments,
  security,
} from '../../../sandbox/core/organization-under-test';
import { handsOn } from '../put-back';

let organization: OrganizationUnderTest;
beforeAll(async () => {
  organization = await organizationUnderTest();
});
afterAll(() => organization.sandbox.close());

function newKey(): Subject<'key'> {
  const place = { accountId: payments, region: 'us-east-1' };
  const policy = JSON.parse(KEY_POLICY);
  const { arn } = hooks.kms.createKey(organization.sandbox.world, { ...place, policy });
  return { kind: 'key', ...place, id: arn };
}

test('a key is read with its state and its policy', async () => {
  const subject = newKey();
  expect(await handsOn(organization, subject).look()).toEqual({
    kind: 'present',
    subject,
    observedAt: '1970-01-01T00:00:00.000Z',
    state: {
      ...{ keyState: 'Enabled', keyManager: 'CUSTOMER', multiRegion: false },
      policy: JSON.stringify(JSON.parse(KEY_POLICY), null, 2), // as KMS lays it out
    },
  });
});

test('a key’s policy is read only when it is asked for', async () => {
  const subject = newKey();
  const { clients } = handsOn(organization, subject);
  const seen = await observeKey(subject, new Set(), clients, () => new Date(0));
  expect(seen).toMatchObject({ kind: 'present', state: { keyState: 'Enabled' } });
  expect(seen).not.toHaveProperty('state.policy');
});

test('a key KMS does not know is absent', async () => {
  const subject = { ...newKey(), id: `arn:aws:kms:us-east-1:${payments}:key/gone` };
  expect(await handsOn(organization, subject).look()).toMatchObject({ kind: 'absent', subject });
});

test('a key that may not be read is unreachable, and says which call was refused', async () => {
  const subject = newKey();
  const { endpoint, credentials } = organization.sandbox;
  const clients = serviceClients({
    endpoint,
    region: 'us-east-1',
    credentials: credentials(security),
  });
  expect(await observeKey(subject, new Set(['policy']), clients, () => new Date(0))).toMatchObject({
    kind: 'unreachable',
    why: { kind: 'denied', code: 'AccessDeniedException', call: 'kms:DescribeKey' },
  });
});

test.each(techniques.key.filter(({ id }) => id !== 'destroy-key'))(
  'after $id a key is put back exactly',
  async ({ id, drill }) => {
    const subject = newKey();
    const { before, found, after } = await handsOn(organization, subject).putBack(drill(subject));
    expect(found).toEqual([id]);
    expect(after).toEqual(before);
  },
);

test('a key that lost its policy and was scheduled for deletion is put back exactly', async () => {
  const subject = newKey();
  const drills = techniques.key
    .filter(({ id }) => id === 'change-key-policy' || id === 'schedule-key-deletion')
    .flatMap(({ drill }) => drill(subject));
  const { before, found, after } = await handsOn(organization, subject).putBack(drills);
  expect(found).toEqual(['schedule-key-deletion', 'change-key-policy']);
  expect(after).toEqual(before);
});

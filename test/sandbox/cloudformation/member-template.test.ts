import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { findBus } from '../../../services/sandbox/events/find-bus';
import { findRole } from '../../../services/sandbox/iam/roles';
import {
  type EventPathUnderTest,
  eventPathUnderTest,
  payments,
  security,
} from '../events/event-path-under-test';

const template = readFileSync(join(__dirname, '../../../services/member/template.yml'), 'utf8');

const parameters = {
  OrganizationId: 'o-a1b2c3d4e5',
  SecurityAccountId: security,
  CentralBusArn: `arn:aws:events:us-east-1:${security}:event-bus/trailwarden`,
  HomeRegion: 'us-east-1',
};

let path: EventPathUnderTest;

beforeEach(async () => {
  path = await eventPathUnderTest();
});

afterEach(async () => {
  await path.sandbox.close();
});

function deploy(region: string, given: Readonly<Record<string, string>> = parameters) {
  return path.deploy(template, {
    accountId: payments,
    region,
    stackName: 'member',
    parameters: given,
  });
}

test('the member template that ships makes its rule in each Region and its guard role once', async () => {
  const home = await deploy('us-east-1');
  expect(home.outputs.GuardRoleArn).toBe(`arn:aws:iam::${payments}:role/trailwarden-guard`);
  const away = await deploy('eu-west-1');
  expect(away.outputs).not.toHaveProperty('GuardRoleArn');
  for (const region of ['us-east-1', 'eu-west-1']) {
    const bus = findBus(path.sandbox.world, { accountId: payments, region });
    const [target] = bus?.rules.get('trailwarden-forward')?.targets.values() ?? [];
    expect(target?.Arn).toBe(parameters.CentralBusArn);
    expect(findRole(path.sandbox.world, target?.RoleArn ?? '')).toBeDefined();
  }
});

test('the member template refuses a wrong parameter in its own words', async () => {
  await expect(deploy('us-east-1', { ...parameters, SecurityAccountId: '1234' })).rejects.toThrow(
    'Parameter SecurityAccountId failed to satisfy constraint: must be the twelve digits of an AWS account id',
  );
});

import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { ROOT, serverless } from '../../services/cli/local/package-service';
import { checkParameters } from '../../shared/deployment/check-parameters';
import { readTemplate } from './read-template';

const rules = readTemplate(join(ROOT, 'services/central/parameters.yml')).Parameters;
const GOOD = {
  OrganizationId: 'o-a1b2c3d4e5',
  OrganizationalUnitIds: 'r-a1b2,ou-a1b2-c3d4e5f6',
  GovernedRegions: 'us-east-1, eu-west-1,us-gov-west-1',
};

function sentences(values: Readonly<Record<string, string>>): readonly string[] {
  return checkParameters({ rules, values: { ...GOOD, ...values }, isComplete: true });
}

test('an organization, its units and Regions are enough to deploy', () => {
  expect(sentences({})).toEqual([]);
});

test('an invalid organization id is refused with an example of a valid one', () => {
  expect(sentences({ OrganizationId: 'o-1' })).toEqual([
    'Parameter OrganizationId is "o-1": it must be an organization id such as o-a1b2c3d4e5.',
  ]);
});

test('an invalid Region among valid ones is named', () => {
  expect(sentences({ GovernedRegions: 'us-east-1,mars' })).toEqual([
    'Parameter GovernedRegions is "us-east-1,mars": it must be one or more Regions such as us-east-1,eu-west-1.',
  ]);
});

test('an empty list of organizational units is refused, because it would guard no account', () => {
  expect(sentences({ OrganizationalUnitIds: '' })).toEqual([
    'Parameter OrganizationalUnitIds is empty: it must be one or more root or organizational unit ids such as r-a1b2,ou-a1b2-c3d4e5f6.',
  ]);
});

test('numbers, choices and the alarm topic are held to their rules', () => {
  const wrong = { EscalateAfter: '0', BusPolicy: 'open', AlarmTopicArn: 'my-topic' };
  expect(sentences(wrong)).toEqual([
    'Parameter BusPolicy is "open": it must be forward-rule or organization.',
    'Parameter EscalateAfter is "0": it must be a whole number from 1 to 1000.',
    'Parameter AlarmTopicArn is "my-topic": it must be none or the ARN of an SNS topic.',
  ]);
});

test('a row that cannot be undone is refused', () => {
  expect(sentences({ UndoReported: 'CT-12, ORG-07' })).toEqual([]);
  expect(sentences({ UndoReported: 'CT-12,ORG-02' })).toEqual([
    'Parameter UndoReported is "CT-12,ORG-02": it must be empty or rows that can be undone, such as CT-12,ORG-07.',
  ]);
});

test('the interval of the alarms must cover two sweeps', () => {
  expect(sentences({ SweepEvery: 'rate(90 minutes)' })).toEqual([]);
  expect(sentences({ SweepEvery: 'rate(1 day)', AlarmAfterHours: '48' })).toEqual([]);
  expect(sentences({ SweepEvery: 'rate(1 day)' })).toEqual([
    'Parameter AlarmAfterHours is "3": it must be at least 48, twice the interval of SweepEvery, which is rate(1 day).',
  ]);
});

test('a misspelt parameter is not ignored', () => {
  expect(sentences({ OrganisationId: 'o-a1b2c3d4e5' })).toEqual([
    expect.stringMatching(/^There is no parameter OrganisationId; the parameters are Organization/),
  ]);
});

test('every default is a value its own rule takes', () => {
  const defaults = Object.entries(rules).filter(([, { Default }]) => Default !== undefined);
  expect(sentences(Object.fromEntries(defaults.map(([k, v]) => [k, String(v.Default)])))).toEqual(
    [],
  );
});

test('every rule says what it expects', () => {
  for (const { ConstraintDescription } of Object.values(rules)) {
    expect(ConstraintDescription).toMatch(/^must be /);
  }
});

test('the framework fails on a bad parameter with the sentence alone', async () => {
  const failure = serverless(['package', '--param', 'OrganizationId='], ROOT);
  await expect(failure).rejects.toMatchObject({
    code: 1,
    stdout: expect.stringMatching(
      /^Error:\nParameter OrganizationId is empty: it must be an organization id such as o-a1b2c3d4e5\.\n$/,
    ),
  });
});

test('a deployment needs every parameter without a default', async () => {
  await expect(serverless(['deploy'], ROOT)).rejects.toMatchObject({
    code: 1,
    stdout: expect.stringContaining(
      'Parameter GovernedRegions is missing: it must be one or more Regions such as us-east-1,eu-west-1; give it with --param GovernedRegions=….',
    ),
  });
});

import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import Ajv from 'ajv';
import { parse } from 'yaml';
import { catalogue, SCHEMA } from '../../../services/cli/target/config-file';
import { parametersOf, readConfig } from '../../../shared/deployment/config';
import { configSchema } from '../../../shared/deployment/config-schema';
import { writeConfig } from '../../../shared/deployment/write-config';

const keys = catalogue();
const read = (text: string) => readConfig({ text, file: 'trailwarden.yml' }, keys);
const LEAST = `Region: eu-west-1
SecurityAccountId: '222233334444'
OrganizationId: o-a1b2c3d4e5
OrganizationalUnitIds: [r-ab12]
GovernedRegions:
  - eu-west-1
  - us-east-1
`;

test('what must be there is enough, and everything else has its default', () => {
  const answer = read(LEAST);
  if ('wrong' in answer) throw new Error(answer.wrong.join('\n'));
  expect(answer.config).toMatchObject({ region: 'eu-west-1', mode: 'guard', tags: {} });
  expect(answer.config.parameters).toEqual({
    OrganizationId: 'o-a1b2c3d4e5',
    OrganizationalUnitIds: 'r-ab12',
    GovernedRegions: 'eu-west-1,us-east-1',
  });
  expect(parametersOf(answer.config, keys)).toMatchObject({ EscalateAfter: '5', BeatEvery: '10' });
});

test('an account id without quotes keeps its zeros', () => {
  const answer = read(`${LEAST}ManagementAccountId: 001122223333\nTags:\n  cost: 0042\n`);
  expect(answer).toMatchObject({
    config: { parameters: { ManagementAccountId: '001122223333' }, tags: { cost: '0042' } },
  });
});

test('each mistake is told with its line, and a strange key with the one that may be meant', () => {
  expect(read(`${LEAST}EscalateAfter: 0\nEvidenceDay: 3\nMode: look\nTags: [a]\n`)).toEqual({
    wrong: [
      'trailwarden.yml:8: EscalateAfter is "0": it must be a whole number from 1 to 1000.',
      'trailwarden.yml:9: There is no key EvidenceDay. Did you mean EvidenceDays?',
      'trailwarden.yml:10: Mode is "look": it must be guard or observe.',
      'trailwarden.yml:11: Tags must be names with a text each, such as owner: security.',
    ],
  });
  expect(read('Region: [')).toMatchObject({
    wrong: [expect.stringMatching(/^trailwarden.yml:1: /)],
  });
  expect(read('')).toMatchObject({
    wrong: expect.arrayContaining([expect.stringContaining('OrganizationId is missing')]),
  });
  expect(read(LEAST.replace('Region: eu-west-1', 'Region: us-east-1'))).toEqual({
    wrong: [
      'trailwarden.yml: Region is us-east-1: it must be the first of GovernedRegions, which is eu-west-1.',
    ],
  });
});

test('what is written is read again, and the schema allows it', () => {
  const values = { ...(parse(LEAST) as Record<string, string>), Tags: { owner: 'security' } };
  const text = writeConfig({ values, schema: 'docs/trailwarden.schema.json' }, keys);
  expect(text.split('\n')[0]).toBe('# yaml-language-server: $schema=docs/trailwarden.schema.json');
  for (const name of Object.keys(keys)) expect(text).toMatch(new RegExp(`^(# )?${name}:`, 'm'));
  expect(read(text)).toMatchObject({
    config: { securityAccountId: '222233334444', tags: { owner: 'security' } },
  });
  const isAllowed = new Ajv({ strict: false }).compile(configSchema(keys));
  expect(isAllowed(parse(text))).toBe(true);
  expect(isAllowed({ ...values, EvidenceDay: 3 })).toBe(false);
});

test('the schema in docs/ is that of the parameters: npm run docs writes it', () => {
  expect(JSON.parse(readFileSync(SCHEMA, 'utf8'))).toEqual(
    JSON.parse(JSON.stringify(configSchema(keys))),
  );
});

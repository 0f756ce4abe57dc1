import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Sandbox } from '../../services/sandbox';
import { differences } from './differences';
import { cloudtrailCalls } from './script/cloudtrail-calls';
import { type Difference, differencesBetween } from './script/differences-between';
import { iamCalls } from './script/iam-calls';
import { kmsCalls } from './script/kms-calls';
import { logsCalls } from './script/logs-calls';
import { motoPlace } from './script/moto-place';
import { organizationPolicyCalls } from './script/organization-policy-calls';
import { organizationsCalls } from './script/organizations-calls';
import { type Answers, play } from './script/play';
import { s3Calls } from './script/s3-calls';
import { s3controlCalls } from './script/s3control-calls';
import { sandboxPlace } from './script/sandbox-place';
import { snsCalls } from './script/sns-calls';
import { sqsCalls } from './script/sqs-calls';
import { stsCalls } from './script/sts-calls';
import type { Started } from './start-child';
import { startMoto } from './start-moto';

const script = [
  ...stsCalls,
  ...organizationsCalls,
  ...organizationPolicyCalls,
  ...cloudtrailCalls,
  ...s3Calls,
  ...s3controlCalls,
  ...kmsCalls,
  ...logsCalls,
  ...sqsCalls,
  ...snsCalls,
  ...iamCalls,
];

let sandbox: Sandbox;
let moto: Started;
let answers: { readonly sandbox: Answers; readonly moto: Answers };

beforeAll(async () => {
  moto = await startMoto();
  const local = await sandboxPlace();
  sandbox = local.sandbox;
  answers = {
    sandbox: await play(script, local.place),
    moto: await play(script, await motoPlace(moto.endpoint)),
  };
});

afterAll(async () => {
  await sandbox?.close();
  await moto?.close();
});

const listed: readonly Difference[] = differences.flatMap(({ calls, aws, because, ...sides }) =>
  calls.map((call) => ({ call, ...sides })),
);

const lines = (found: readonly Difference[]): readonly string[] =>
  found
    .map((difference) => JSON.stringify(Object.fromEntries(Object.entries(difference).sort())))
    .sort();

test('every answer in which the sandbox and moto differ is listed, and every listed one is there', () => {
  expect(lines(differencesBetween(answers.sandbox, answers.moto))).toEqual(lines(listed));
});

test('most calls of the script are answered alike', () => {
  const differing = new Set(listed.map(({ call }) => call));
  expect(script.length - differing.size).toBeGreaterThan(script.length / 2);
});

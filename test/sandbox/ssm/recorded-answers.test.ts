import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { payments } from '../core/organization-under-test';
import { rawCall } from '../core/raw-call';
import { type MachineUnderTest, machineUnderTest } from './machine-under-test';

/** What AWS really answered; it lies beside the repository and is not copied into it. */
const ANSWERS = join(__dirname, '../../../../shared/aws-answers/runbooks.jsonl');

interface Recorded {
  readonly service: string;
  readonly action: string;
  readonly situation: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly answer: {
    readonly ok?: object;
    readonly code?: string;
    readonly message?: string;
    readonly status?: number | null;
  };
}

/** What stands for what in the answers. */
const absent = 'i-00000000000000000';
const uuid = '00000000-0000-4000-8000-999000999000';
const id = { Key: 'InstanceIds', Values: [absent] };

const filledIn = (written: string): string =>
  written
    .replaceAll(
      '"InstanceInformationFilterList": ["{one}"]',
      `"InstanceInformationFilterList": [${JSON.stringify({ key: 'InstanceIds', valueSet: [absent] })}]`,
    )
    .replaceAll('"{one}"', JSON.stringify(id))
    .replaceAll('"{id}"', JSON.stringify(id))
    .replaceAll('"{tag}"', JSON.stringify({ Key: 'tag:x', Values: ['y'] }))
    .replaceAll('{absent}', absent)
    .replaceAll('{uuid}', uuid);

/** Those of one call; what takes a running machine is in commands.test.ts. */
const ofOneCall = ['DescribeInstanceInformation', 'GetConnectionStatus', 'CancelCommand'];

const recorded: readonly Recorded[] = existsSync(ANSWERS)
  ? readFileSync(ANSWERS, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(filledIn(line)))
      .filter(({ service }) => service === 'ssm')
  : [];

let under: MachineUnderTest;
beforeAll(async () => {
  under = await machineUnderTest();
});
afterAll(() => under.close());

test(`one call is answered as AWS answered it${recorded.length > 0 ? '' : ' (NOT COMPARED: no answers beside the repository)'}`, async () => {
  const replayed = recorded.filter(
    ({ action, input }) => ofOneCall.includes(action) || input.CommandId === uuid,
  );
  for (const { action, situation, input, answer } of replayed) {
    const { endpoint, credentials } = under.sandbox;
    const {
      status,
      code,
      answer: given,
    } = await rawCall({
      endpoint,
      credentials: credentials(payments),
      service: 'ssm',
      target: `AmazonSSM.${action}`,
      input,
    });
    const { ok, message } = answer;
    const expected = ok
      ? { situation, status: 200, given: ok }
      : { situation, status: answer.status, code: answer.code, given: { message } };
    expect({ situation, status, code, given }).toMatchObject(expected);
  }
  expect(replayed.length).toBe(recorded.length > 0 ? 9 : 0);
});

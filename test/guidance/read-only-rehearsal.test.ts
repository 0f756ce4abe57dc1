import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { s3ControlClient } from '../../shared/aws/dependencies/s3-control-client';
import {
  management,
  type OrganizationUnderTest,
  organizationUnderTest,
  payments,
} from '../sandbox/core/organization-under-test';
import { everyLine } from './every-line';
import { clientsByName, commandsIn, inputFor } from './sdk-call';

// What the guidance has people look at, sent by the SDK with the keys of the account that the text names.

let organization: OrganizationUnderTest;
beforeAll(async () => {
  organization = await organizationUnderTest();
});
afterAll(() => organization.sandbox.close());

const LOG_ARCHIVE = '333344445555';

/** The accounts and things of the guided incidents, by those that there are here. */
function here(text: string): string {
  const { archives, guardRailArns } = organization.local;
  const [archive] = archives;
  return text
    .replaceAll('111122223333', payments)
    .replaceAll('999988887777', management)
    .replaceAll('eu-west-1', 'us-east-1')
    .replaceAll(/arn:aws:kms:\S+:key\/[0-9a-f-]+/g, archive?.keyArn ?? '')
    .replaceAll(/arn:aws:sns:\S+:trail-files/g, archive?.topicArn ?? '')
    .replaceAll('p-example0f0f', guardRailArns[0]?.split('/').at(-1) ?? '')
    .replace(/<[a-z-]+>/g, 'x');
}

/** The account that the text names; where it names none, whose the thing is, or where it happened. */
function accountIn(why: string, command: string): string {
  if (/management account|administered/.test(why)) return management;
  // StackSets are asked by their delegated administrator.
  if (/DELEGATED_ADMIN/.test(command)) return organization.local.securityAccountId;
  const named = /\bin (\d{12})\b/.exec(why)?.[1] ?? /:(\d{12}):/.exec(command)?.[1];
  if (named) return named;
  return /owner|owns/.test(why) || / s3api /.test(command) ? LOG_ARCHIVE : payments;
}

const READS = /^aws \S+ (?:describe|get|head|list|lookup)-/;

/** Each command that only reads, with the prose before it. */
const reads = () => [
  ...new Map(
    everyLine().flatMap(({ text, command }) =>
      command === undefined
        ? []
        : commandsIn(command)
            .filter((one) => READS.test(one))
            .map((one) => {
              const why = here(text.slice(0, text.indexOf(command)));
              return [`${why}${one}`, { why, command: here(one) }] as const;
            }),
    ),
  ).values(),
];

/** The words of each command as bash passes them to the program. One bash for all, because each start is slow. */
const wordsOf = (commands: readonly string[]): readonly (readonly string[])[] =>
  execFileSync(
    'bash',
    [
      '-c',
      `region=us-east-1; ${commands.map((one) => `printf '%s\\n' ${one}; printf '\\0'`).join('; ')}`,
    ],
    { encoding: 'utf8', maxBuffer: 16_000_000 },
  )
    .split('\0')
    .slice(0, -1)
    .map((one) => one.trimEnd().split('\n'));

/** Replaces the bucket in a command by the log archive's, unless the prose names another account. */
const inArchive = (why: string, command: string): string =>
  /\bin \d{12}\b/.test(why)
    ? command
    : command.replace('--bucket logs', `--bucket ${organization.local.archives[0]?.bucketName}`);

/** The outcome: `answered`, or the name of AWS's refusal. */
async function read(why: string, command: string, words: readonly string[]): Promise<string> {
  const [, service = '', operation = '', ...flags] = words;
  const sdk = clientsByName[service];
  if (!sdk) return 'not installed';
  const call = inputFor(sdk, operation, flags);
  const accountId = accountIn(why, command);
  const { credentials, endpoint } = organization.sandbox;
  const settings = {
    ...{ endpoint, credentials: credentials(accountId), maxAttempts: 1 },
    ...{ region: 'us-east-1', forcePathStyle: true },
  };
  const client = service === 's3control' ? s3ControlClient(settings) : new call.Client(settings);
  return (client as Pick<typeof client, 'send'> & { send: (one: unknown) => Promise<unknown> })
    .send(new call.Command(call.input))
    .then(
      () => 'answered',
      // CloudFormation has no name of its own for a stack that is not there.
      ({ name, message }: Error) => (/ does not exist$/.test(message) ? 'NotFound' : name),
    );
}

/** Commands that the sandbox does not emulate, and why. .ci/conformance parses these with the AWS CLI's models. */
const LACKING: Readonly<Record<string, string>> = {
  'cloudtrail get-channel': 'it has no channels of CloudTrail Lake',
  'dynamodb list-backups': 'it makes no backups',
  'iam get-account-authorization-details': 'it answers for one user, role or policy',
  'kms get-parameters-for-import': 'its keys have no material to import',
  'kms list-grants': 'it has no grants',
  's3control get-access-point': 'it has no access points',
  's3control get-access-point-policy-status': 'it has no access points',
};

/** Services that the sandbox does not emulate and whose SDK is not installed. */
const ELSEWHERE = ['cloudwatch', 'controltower', 'ec2', 'resourcegroupstaggingapi'];

/** Refusals for resources that this organization does not have, such as a landing zone or a placeholder's name. */
const GONE =
  /^(answered|.*NotFound(Exception|Error)?|NoSuch.*|QueueDoesNotExist|Invalid(Parameter|TrailName)Exception|EventDataStoreARNInvalidException)$/;

test('every read command of the guidance is allowed to its reader in the account that the text names', async () => {
  const became = new Map<string, Set<string>>();
  const all = reads();
  const words = wordsOf(all.map(({ why, command }) => inArchive(why, command)));
  for (const [index, { why, command }] of all.entries()) {
    const outcome = await read(why, command, words[index] ?? []);
    const operation = command.split(' ').slice(1, 3).join(' ');
    became.set(operation, (became.get(operation) ?? new Set()).add(outcome));
  }
  const operationsOf = (outcome: string) =>
    [...became].flatMap(([operation, outcomes]) => (outcomes.has(outcome) ? [operation] : []));
  expect(operationsOf('NotEmulated').sort()).toEqual(Object.keys(LACKING).sort());
  const elsewhere = operationsOf('not installed').map((operation) => operation.split(' ')[0]);
  expect([...new Set(elsewhere)].sort()).toEqual(ELSEWHERE);
  const known = new Set([...operationsOf('NotEmulated'), ...operationsOf('not installed')]);
  for (const [operation, outcomes] of became) {
    if (known.has(operation)) continue;
    for (const outcome of outcomes)
      expect([operation, outcome]).toEqual([operation, expect.stringMatching(GONE)]);
  }
  expect(operationsOf('answered').length).toBeGreaterThan(35);
});

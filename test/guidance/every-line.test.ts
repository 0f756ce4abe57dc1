import { execFileSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import { program } from '../../services/cli/main';
import { everyLine, everyUndo } from './every-line';
import { commandsIn, faultOf } from './sdk-call';

const lines = everyLine();
const commands = [...new Set(lines.flatMap(({ command }) => command ?? []))];
const simple = [...new Set(commands.flatMap(commandsIn))];

test('every command of every row and technique is valid shell', () => {
  expect(commands.length).toBeGreaterThan(150);
  // Placeholders are filled in by a person: a shell takes < for a file.
  const script = commands.map((one) => one.replace(/<[a-z-]+>/g, 'x')).join('\n');
  execFileSync('bash', ['-n'], { input: script });
});

test('every fact that stands in braces is filled in', () => {
  const left = lines.filter(({ text }) => /(^|[^$])\{\w+\}|\[object |undefined/.test(text));
  expect(left.map(({ of, text }) => [of, text])).toEqual([]);
});

test('every AWS command exists with its flags in the installed SDK', () => {
  const aws = simple.filter((one) => one.startsWith('aws '));
  expect(aws.flatMap((one) => faultOf(one) ?? [])).toEqual([]);
});

test('every other command is a trailwarden command or a deployment', () => {
  const ours = ['ack', ...program().commands.map((command) => command.name())];
  for (const one of simple.filter((line) => !line.startsWith('aws '))) {
    expect(one).toMatch(/^(trailwarden [a-z]+|npx serverless deploy --force) /);
    if (one.startsWith('trailwarden ')) expect(ours).toContain(one.split(' ')[1]);
  }
});

test('commands contain no prose, and prose contains no commands', () => {
  for (const { of, text, command } of lines) {
    if (command === undefined) {
      expect([of, text]).not.toEqual([
        of,
        expect.stringMatching(/\baws [a-z0-9]+ [a-z]+-[a-z-]+ |npx serverless/),
      ]);
    } else {
      expect([of, command]).not.toEqual([
        of,
        expect.stringMatching(/[.;,]$|, and |; (?!do|done)|<now>| \((?!date)/),
      ]);
    }
  }
});

/** The verbs of the calls that undo a call with this verb on the same resource. */
const UNDONE_BY: Readonly<Record<string, readonly string[]>> = {
  ...{ Attach: ['detach'], Create: ['delete'], Deactivate: ['activate'], Detach: ['attach'] },
  ...{ Delete: ['create', 'put', 'restore', 'import'], Deregister: ['register'], Move: ['move'] },
  ...{ Disable: ['enable'], Disassociate: ['associate'], Disconnect: ['connect'] },
  ...{ Enable: ['disable'], Put: ['put', 'delete'], Remove: ['add'], Stop: ['start'] },
  ...{ Update: ['update'], Set: ['set'] },
};

/** Events that a call of another name undoes. */
const UNDONE_OTHERWISE: Readonly<Record<string, string>> = {
  // The account is invited, and accepts.
  ...of('organizations invite-account-to-organization', [
    ...['LeaveOrganization', 'AccountDepartedOrganization', 'RemoveAccountFromOrganization'],
    ...['AcceptHandshake'],
  ]),
  // A delete marker is deleted, and a version before is copied over what was written.
  ...of('s3api delete-object', ['DeleteObject', 'DeleteObjects']),
  ...of('s3api copy-object', ['PutObject']),
  ...of('kms import-key-material', [
    ...['DeleteImportedKeyMaterial', 'DeleteExpiredKeyMaterial', 'ImportKeyMaterial'],
  ]),
  ...of('sns unsubscribe', ['Subscribe']),
  // Without a policy only the account's own callers come through. The one that was there is in no baseline.
  ...of('s3control delete-access-point-policy', [
    ...['PutAccessPointPolicy', 'DeleteAccessPointPolicy'],
  ]),
  // A rule that sends copies: without targets it may be deleted.
  ...of('events delete-rule', ['PutTargets']),
  // Of a boundary another version is made the one in force.
  ...of('iam create-policy-version', [
    ...['CreatePolicyVersion', 'SetDefaultPolicyVersion', 'DeletePolicyVersion'],
  ]),
};

function of(call: string, names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(names.map((name) => [name, call]));
}

/** Events that no call undoes. Their texts say what is lost, or whom to ask. */
const NOT_UNDONE = [
  ...['AssumeRoot', 'EnableOrganizationsRootCredentialsManagement'],
  ...['EnableOrganizationsRootSessions', 'CloseAccount', 'CloseAccountResult'],
  ...['DeleteLogStream', 'DeleteObjectVersion', 'PurgeQueue', 'SetAlarmState'],
  'ORG-08 AccountDepartedOrganization', // closed, and not only away
];

const CLI_NAMES: Readonly<Record<string, string>> = {
  ...{ s3: 's3api', config: 'configservice', monitoring: 'cloudwatch', states: 'stepfunctions' },
};

interface Undoing {
  readonly row: string;
  readonly source: string;
  readonly event: string;
  /** `organizations detach-policy`, of every command that undoes something. */
  readonly calls: readonly string[];
  readonly isDeployed: boolean;
  readonly prose: readonly string[];
}

const undoings: readonly Undoing[] = [...everyUndo()].map(([key, texts]) => {
  const [row = '', event = '', source = ''] = key.split(' ');
  const commandsOf = texts.flatMap(({ command }) => command ?? []);
  return {
    ...{ row, event, source: source.replace('.amazonaws.com', '') },
    calls: commandsOf.flatMap((one) => /^aws (\S+ \S+)/.exec(one)?.[1] ?? []),
    isDeployed: commandsOf.some((one) => one.startsWith('npx serverless deploy')),
    prose: texts.flatMap(({ text, command }) => (command === undefined ? text : [])),
  };
});

/** Is one of these calls what undoes the event: its service, the opposite verb, the same thing? */
function fits({ event, source }: Undoing, calls: readonly string[]): boolean {
  const otherwise = UNDONE_OTHERWISE[event];
  if (otherwise !== undefined) return calls.includes(otherwise);
  const [verb, thing] = partsOf(event);
  return calls.some((call) => {
    const [, service, does = '', on = ''] = /^(\S+) (?:batch-)?([a-z]+)-(\S+)$/.exec(call) ?? [];
    return (
      service === (CLI_NAMES[source] ?? source) &&
      (UNDONE_BY[verb] ?? []).includes(does) &&
      singular(on.replaceAll('-', '')) === thing
    );
  });
}

/** `DeleteFlowLogs` is `Delete` and `flowlog`. */
function partsOf(event: string): readonly [string, string] {
  const [, verb = '', thing = ''] = /^(?:Batch)?([A-Z][a-z]+)(\w+)$/.exec(event) ?? [];
  return [verb, singular(thing.toLowerCase())];
}

const singular = (thing: string): string => thing.replace(/s$/, '');

test('the printed undo of an event undoes that event, and no other of its row', () => {
  const byCalls = undoings.filter(({ calls, isDeployed }) => calls.length > 0 && !isDeployed);
  expect(byCalls.length).toBeGreaterThan(60);
  expect(byCalls.filter((one) => !fits(one, one.calls))).toEqual([]);
  // By its first call: what is made again is often filled, started or connected then. What undoes a call on the same
  // thing may be the same: a policy is put back after it was put, and after it was deleted.
  const isOther = (one: Undoing, other: Undoing): boolean =>
    other.row === one.row &&
    other.source === one.source &&
    other.calls.join() !== one.calls.join() &&
    partsOf(other.event)[1] !== partsOf(one.event)[1];
  const swapped = byCalls.flatMap((one) =>
    byCalls.filter((other) => isOther(one, other) && fits(one, other.calls.slice(0, 1))),
  );
  expect(swapped).toEqual([]);
});

test('the sentence for an event that no command undoes fits the kind of the event', () => {
  for (const { row, event, calls, isDeployed, prose } of undoings) {
    if (calls.length > 0 || isDeployed) continue;
    if (NOT_UNDONE.includes(event) || NOT_UNDONE.includes(`${row} ${event}`)) continue;
    const expected = /^(Put|Update|Set|CreatePolicyVersion)/.test(event)
      ? /^Undo: (write|deploy) /
      : event.startsWith('Create')
        ? /^Undo: there was none before: delete /
        : /^Undo: (turn it on|deploy) /;
    expect([row, event, ...prose]).toContainEqual(expect.stringMatching(expected));
  }
});

test('the commands of a whole record have every known value filled in', () => {
  const asked = new Set(simple.flatMap((one) => one.match(/<[a-z-]+>/g) ?? []));
  for (const known of ['<account>', '<region>', '<time>', '<now>', '<user>', '<queue-url>']) {
    expect([...asked]).not.toContain(known);
  }
});

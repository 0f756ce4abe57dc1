import type { Trace, TraceKind } from '../../domain/trace';
import { clean } from './clean';
import { isFalse, isTrue, type MemoryRow, pidOf, word } from './memory-rows';
import { judgeCommand } from './tampering-commands';

/** What the other tools said of the same memory, by their names, where they ran to their end. */
export interface MemoryFacts {
  /** The day from which on typed commands count. */
  readonly since: string;
  readonly rowsOf: (tool: string) => readonly MemoryRow[] | undefined;
}

export type MemoryJudge = (
  rows: readonly MemoryRow[],
  facts: MemoryFacts,
) => readonly Trace[] | { readonly unread: string };

const traceOf = (
  kind: TraceKind,
  sentence: string,
  rows: readonly MemoryRow[],
  more: readonly string[] = [],
): Trace => ({
  ...{ kind, sentence, words: 'host' },
  evidence: [...rows.slice(0, 20).map(({ line }) => line), ...more],
});

const nameOf = (row: MemoryRow): string =>
  word(row, 'Process') || word(row, 'Process Name') || word(row, 'COMM') || word(row, 'Comm');

const TEMPORARY = /^\/(tmp|var\/tmp|dev\/shm)\//;

/** Linux names a file that is gone with its last path and this; one that never had a name begins with `/memfd:`. */
const GONE = / \(deleted\)$/;

const programs: MemoryJudge = (rows, { rowsOf }) => {
  const argumentsOf = new Map(rowsOf('arguments')?.map((row) => [pidOf(row), word(row, 'ARGS')]));
  return rows.flatMap((row): readonly Trace[] => {
    const path = word(row, 'Exe_Path', 1_024).trim();
    const said = argumentsOf.get(pidOf(row)) ?? '';
    const isGone = isTrue(row, 'Exe_Deleted') || GONE.test(path);
    const what = isGone
      ? 'whose file is gone'
      : TEMPORARY.test(path)
        ? 'where only temporary files belong'
        : path && said.startsWith('[')
          ? 'and calls itself a thread of the kernel'
          : undefined;
    if (!what) return [];
    const sentence = `Process ${pidOf(row)} runs ${path.replace(GONE, '')}, ${what}.`;
    return [traceOf('program', sentence, [row], said ? [said] : [])];
  });
};

/** A process that has a number and is not in the list that `ps` shows. */
const processIds: MemoryJudge = (rows, { rowsOf }) => {
  const listed = rowsOf('processes');
  if (!listed) return { unread: 'the list of processes could not be had' };
  const known = new Set(listed.map(pidOf));
  return rows
    .filter((row) => pidOf(row) > 0 && !known.has(pidOf(row)))
    .map((row) =>
      traceOf(
        'kernel',
        `Process ${pidOf(row)} (${nameOf(row)}) was taken out of the list of processes.`,
        [row],
      ),
    );
};

/** sshd names with it who may log in by EC2 Instance Connect. */
const INSTANCE_CONNECT = /\S*eic_run_authorized_keys/g;

const commandLines: MemoryJudge = (rows) =>
  rows.flatMap((row): readonly Trace[] => {
    const line = word(row, 'ARGS', 4_096);
    const judged = judgeCommand(line.replace(INSTANCE_CONNECT, ''));
    return judged
      ? [traceOf(judged.kind, `Process ${pidOf(row)} runs a command that ${judged.did}.`, [row])]
      : [];
  });

const typed: MemoryJudge = (rows, { since }) =>
  rows.flatMap((row): readonly Trace[] => {
    const judged = judgeCommand(word(row, 'Command', 4_096));
    const ms = Date.parse(word(row, 'CommandTime'));
    const at = Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
    if (!judged || (at !== undefined && at < since)) return [];
    const sentence = `A command that the shell ${pidOf(row)} remembers ${judged.did}.`;
    return [{ ...traceOf(judged.kind, sentence, [row]), ...(at && { at }) }];
  });

const WITHIN =
  /^(0\.|10\.|127\.|169\.254\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|::1$|::$|f[cde])/i;

const SHELLS = /^(ba|da|z|k|a)?sh$|^(nc|ncat|netcat|socat|telnet|python|perl|ruby|php|node)[\d.]*$/;

/** Connections to addresses outside: a shell's each, and all others in one, because every machine has some. */
const sockets: MemoryJudge = (rows) => {
  const open = rows.filter((row) => {
    const far = word(row, 'Destination Addr').replace(/^::ffff:/i, '');
    return (
      /^AF_INET6?$/.test(word(row, 'Family')) &&
      word(row, 'State') === 'ESTABLISHED' &&
      far !== '' &&
      !WITHIN.test(far)
    );
  });
  const to = (row: MemoryRow) =>
    `${word(row, 'Destination Addr')} port ${word(row, 'Destination Port')}`;
  const once = [...new Map(open.map((row) => [`${pidOf(row)} ${to(row)}`, row])).values()];
  const ofShells = once.filter((row) => SHELLS.test(nameOf(row)));
  const others = once.filter((row) => !SHELLS.test(nameOf(row)));
  const few = others.slice(0, 3).map((row) => `${nameOf(row)} to ${to(row)}`);
  return [
    ...ofShells.map((row) =>
      traceOf('command', `Process ${pidOf(row)} (${nameOf(row)}) talked with ${to(row)}.`, [row]),
    ),
    ...(others.length > 0
      ? [
          traceOf(
            'peer',
            `${others.length} connections to outside were open: ${few.join(', ')}${others.length > few.length ? ' …' : ''}.`,
            others,
          ),
        ]
      : []),
  ];
};

/** What is loaded by the scan of the memory, and is in neither of the lists that the kernel shows. One list alone may lack it while it is being loaded. */
const modules: MemoryJudge = (rows) =>
  rows
    .filter((row) => isFalse(row, 'In procfs'))
    .map((row) =>
      traceOf(
        'kernel',
        `The module ${word(row, 'Name') || 'without a name'} of the kernel is hidden from the list of modules.`,
        [row],
      ),
    );

const syscalls: MemoryJudge = (rows) =>
  rows
    .filter((row) => word(row, 'Handler Symbol') === 'UNKNOWN')
    .map((row) =>
      traceOf(
        'kernel',
        `The system call ${Number(row.fields.Index)} (${word(row, 'Table Name')}) leads to nothing that the kernel has.`,
        [row],
      ),
    );

const hooks: MemoryJudge = (rows) =>
  rows
    .filter((row) => word(row, 'Module') !== '__kernel__')
    .map((row) =>
      traceOf(
        'kernel',
        `${word(row, 'Module') || 'What is no module that is seen'} took over ${word(row, 'Hooked symbols') || 'a function'} of the kernel.`,
        [row],
      ),
    );

/** A compiler that translates as a program runs makes such regions too, so a process has one trace. */
const injected: MemoryJudge = (rows) => {
  const byProcess = new Map<number, MemoryRow[]>();
  for (const row of rows) {
    const own = byProcess.get(pidOf(row));
    if (own) own.push(row);
    else byProcess.set(pidOf(row), [row]);
  }
  return [...byProcess].map(([pid, own]) =>
    traceOf(
      'program',
      `Process ${pid} (${own[0] ? nameOf(own[0]) : ''}) has ${own.length} regions that can be written and run.`,
      own,
    ),
  );
};

/** `<rule> 0x<offset>:$<string>: <text>`. Memory has the same text in many places: a rule has one trace. */
export function memoryPatterns(said: string): {
  readonly traces: readonly Trace[];
  readonly lost: number;
} {
  const lines = said.split('\n').filter((line) => line !== '');
  const rules = new Map<string, string[]>();
  let lost = 0;
  for (const line of lines) {
    const rule = /^(\w{1,128}) 0x[0-9a-f]+:\$/.exec(line)?.[1];
    if (!rule) lost += 1;
    else rules.set(rule, [...(rules.get(rule) ?? []), clean(line, 500)].slice(0, 20));
  }
  const traces = [...rules].map(
    ([rule, evidence]): Trace => ({
      ...{ kind: 'pattern', sentence: `The memory has what the rule ${rule} knows.` },
      ...{ evidence, words: 'host' },
    }),
  );
  return { traces, lost };
}

/** What each plugin's result says. The kernel's name and the list of processes are no traces. */
export const memoryJudges: Readonly<Record<string, MemoryJudge>> = {
  ...{ programs, 'process-ids': processIds, arguments: commandLines, typed, sockets },
  ...{ modules, syscalls, hooks, injected },
};

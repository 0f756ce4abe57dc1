import type { Read } from '../../domain/login';
import type { Trace } from '../../domain/trace';
import type { Before } from './flow-traces';
import type { AuthLine } from './read-auth';
import type { HostState } from './read-host';
import type { HostSocket } from './read-sockets';
import { judgeCommand } from './tampering-commands';

/** What a machine's own words show. A machine in other hands may show nothing. */
export function hostTraces(host: HostState, before: Read<Before>): readonly Trace[] {
  return [
    ...host.auth.flatMap(lineTrace),
    ...listeners(host, before),
    ...host.processes
      .filter(({ isDeleted, program }) => isDeleted || TEMPORARY.test(program ?? ''))
      .map(
        ({ pid, program = '', isDeleted, startedAt, commandLine, sha256 }): Trace => ({
          kind: 'program',
          sentence: `Process ${pid} runs ${program}, ${isDeleted ? 'whose file is gone' : 'where only temporary files belong'}.`,
          evidence: [
            `collected/proc/${pid}`,
            commandLine,
            ...(sha256 ? [`SHA-256 ${sha256}`] : []),
          ],
          ...(startedAt && { at: startedAt }),
          words: 'host',
        }),
      ),
    ...host.unread
      .filter(({ why }) => why.includes('overwritten with zeros'))
      .map(
        ({ file, why }): Trace => ({
          kind: 'log-tampering',
          sentence: `In ${file}, ${why}.`,
          evidence: [file],
          words: 'host',
        }),
      ),
  ];
}

const TEMPORARY = /^\/(tmp|var\/tmp|dev\/shm)\//;

function lineTrace(line: AuthLine): readonly Trace[] {
  const of = (kind: Trace['kind'], sentence: string): readonly Trace[] => [
    { kind, sentence, evidence: [line.line], at: line.at, words: 'host' },
  ];
  if (line.isForged)
    return of(
      'log-tampering',
      `A program that is not root wrote a line as ${line.line.split(':')[0]}.`,
    );
  switch (line.kind) {
    case 'user-added':
      return of('user', `The account ${line.user} was added.`);
    case 'group-changed':
      return of('user', `The account ${line.user} was put into another group.`);
    case 'password-changed':
      return of('user', `The password of ${line.user} was changed.`);
    case 'command': {
      const judged = judgeCommand(line.command ?? '');
      return judged ? of(judged.kind, `${line.user} ran a command that ${judged.did}.`) : [];
    }
    default:
      return [];
  }
}

/** Ports that are open to others and that no one called before; without flows from before, none is called new. */
function listeners({ sockets, processes }: HostState, before: Read<Before>): readonly Trace[] {
  if (before.kind === 'unread') return [];
  const { ports, since } = before.value;
  const names = new Map(processes.map(({ pid, program, name }) => [pid, program ?? name]));
  const isNew = ({ state, local }: HostSocket) =>
    state === 'listening' && !/^(127\.|::1$)/.test(local.address) && !ports.includes(local.port);
  return sockets.filter(isNew).map(({ protocol, local, pid, inode }) => ({
    kind: 'listener',
    sentence: `${(pid !== undefined && names.get(pid)) || 'A process that is not seen'} listens on ${protocol} port ${local.port}, which no one called since ${since.slice(0, 10)}.`,
    evidence: [
      `collected/net/${protocol}: inode ${inode}`,
      ...(pid === undefined ? [] : [`collected/proc/${pid}`]),
    ],
    words: 'host',
  }));
}

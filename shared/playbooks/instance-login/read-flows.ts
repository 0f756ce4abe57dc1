/** What a machine and one far end said to each other at one port, in all lines together. */
export interface Flow {
  readonly peer: string;
  /** The lower of the two ports: the one that was called. */
  readonly port: number;
  /** Whose port was called tells who called; lines of version 2 do not say it. */
  readonly isOutbound: boolean;
  readonly protocol: 'tcp' | 'udp' | 'other';
  readonly bytesOut: number;
  readonly bytesIn: number;
  readonly first: string;
  readonly last: string;
  /** The first line of it. */
  readonly line: string;
}

export interface Flows {
  readonly flows: readonly Flow[];
  /** Those that a group or a list refused. */
  readonly refused: readonly Flow[];
  /** Lines that are none, or say that flows were lost. */
  readonly lost: number;
}

/** Lines of one flow log. */
export interface FlowLines {
  /** As EC2 tells it: `${version} ${account-id} …`. Absent: that of version 2. */
  readonly format?: string;
  readonly lines: string;
}

const MOST = 200_000;

/** The default format. [D] flow-log-records */
const VERSION_2 =
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status';

/** What a line must say to be of use. */
const NEEDED = 'srcaddr dstaddr srcport dstport protocol bytes start end action'.split(' ');

const namesIn = (format: string | undefined): readonly string[] =>
  format
    ? [...format.matchAll(/\$\{([a-z0-9-]+)\}/g)].map(([, name = '']) => name)
    : VERSION_2.split(' ');

/** Fields that a flow log would have to have, and has not. */
export function missingIn(format: string | undefined): readonly string[] {
  const names = namesIn(format);
  return NEEDED.filter((one) => !names.includes(one));
}

/** Flow log lines in the format of their log; `own` are the machine's addresses. */
export function readFlows(logs: readonly FlowLines[], own: readonly string[]): Flows {
  const [flows, refused] = [new Map<string, Flow>(), new Map<string, Flow>()];
  let lost = 0;
  for (const { format, lines: text } of logs) {
    const names = namesIn(format);
    const lines = text
      .split('\n')
      .filter((line) => line.trim() !== '' && !line.startsWith('version '));
    lost += Math.max(0, lines.length - MOST);
    for (const line of lines.slice(0, MOST)) {
      const fields = line.trim().split(/\s+/);
      const at = (name: string): string => fields[names.indexOf(name)] ?? '';
      if (at('log-status') === 'NODATA') continue;
      const known = { ACCEPT: flows, REJECT: refused }[at('action')];
      const flow = known && flowOf(at, own, line);
      if (flow) gather(known, flow);
      else if (at('action') !== 'REJECT') lost++;
    }
  }
  return { flows: [...flows.values()], refused: [...refused.values()], lost };
}

function gather(known: Map<string, Flow>, flow: Flow): void {
  const key = `${flow.peer} ${flow.port} ${flow.protocol} ${flow.isOutbound}`;
  const before = known.get(key);
  known.set(key, before ? together(before, flow) : flow);
}

function flowOf(
  at: (name: string) => string,
  own: readonly string[],
  line: string,
): Flow | undefined {
  const [from, to, protocol] = [at('srcaddr'), at('dstaddr'), at('protocol')];
  const isOurs = own.includes(from);
  const whole = (name: string) => (/^\d{1,15}$/.test(at(name)) ? Number(at(name)) : Number.NaN);
  const [sent, begun, ended] = [whole('bytes'), whole('start'), whole('end')];
  const [source, target] = [whole('srcport'), whole('dstport')];
  const [near, far] = isOurs ? [source, target] : [target, source];
  if (!(isOurs || own.includes(to))) return undefined;
  if (![near, far, sent, begun, ended].every(Number.isFinite) || ended > 4e9) return undefined;
  return {
    peer: (isOurs ? to : from).slice(0, 45),
    port: Math.min(near, far),
    isOutbound: far < near,
    protocol: protocol === '6' ? 'tcp' : protocol === '17' ? 'udp' : 'other',
    bytesOut: isOurs ? sent : 0,
    bytesIn: isOurs ? 0 : sent,
    first: new Date(begun * 1_000).toISOString(),
    last: new Date(ended * 1_000).toISOString(),
    line: line.slice(0, 300),
  };
}

const together = (one: Flow, other: Flow): Flow => ({
  ...(other.first < one.first ? other : one),
  bytesOut: one.bytesOut + other.bytesOut,
  bytesIn: one.bytesIn + other.bytesIn,
  last: one.last > other.last ? one.last : other.last,
});

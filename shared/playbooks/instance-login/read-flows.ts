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
  readonly rejected: number;
  /** Lines that are none, or say that flows were lost. */
  readonly lost: number;
}

const MOST = 200_000;

/**
 * Flow log lines in the default format of version 2: `version account eni src dst srcport dstport protocol packets bytes
 * start end action status`. `own` are the machine's addresses.
 */
export function readFlows(log: string, own: readonly string[]): Flows {
  const flows = new Map<string, Flow>();
  let [rejected, lost] = [0, 0];
  const lines = log
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('version '));
  for (const line of lines.slice(0, MOST)) {
    const fields = line.trim().split(/\s+/);
    if (fields[13] === 'NODATA') continue;
    if (fields[12] === 'REJECT') rejected++;
    const flow = fields[12] === 'ACCEPT' ? flowOf(fields, own, line) : undefined;
    if (!flow) lost += fields[12] === 'REJECT' ? 0 : 1;
    else {
      const key = `${flow.peer} ${flow.port} ${flow.protocol} ${flow.isOutbound}`;
      const known = flows.get(key);
      flows.set(key, known ? together(known, flow) : flow);
    }
  }
  return { flows: [...flows.values()], rejected, lost: lost + Math.max(0, lines.length - MOST) };
}

function flowOf(fields: readonly string[], own: readonly string[], line: string): Flow | undefined {
  const [, , , from = '', to = '', source, target, protocol, , bytes, start, end] = fields;
  const isOurs = own.includes(from);
  const [sent, begun, ended] = [bytes, start, end].map((one) =>
    /^\d{1,15}$/.test(one ?? '') ? Number(one) : Number.NaN,
  );
  const [near, far] = (isOurs ? [source, target] : [target, source]).map(Number);
  if (!(isOurs || own.includes(to)) || near === undefined || far === undefined) return undefined;
  if (sent === undefined || begun === undefined || ended === undefined) return undefined;
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

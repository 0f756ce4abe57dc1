import type { FlowLog, Instance } from '@aws-sdk/client-ec2';
import type { InstanceClients } from '../../../shared/aws/playbooks/instance/clients';
import { flowLogsOf, groupOf } from '../../../shared/aws/playbooks/instance/flow-logs';
import { addressesOf } from '../../../shared/aws/playbooks/instance/instance-facts';
import { type LogLines, logLines } from '../../../shared/aws/playbooks/instance/log-lines';
import { type Read, read, unread } from '../../../shared/domain/login';
import type { LookedFor } from '../../../shared/domain/trace';
import { type Before, beforeIn } from '../../../shared/playbooks/instance-login/flow-traces';
import {
  type FlowLines,
  missingIn,
  readFlows,
} from '../../../shared/playbooks/instance-login/read-flows';
import { orGone, sourceOr } from './source-or';
import type { Window } from './window';

const DAY_MS = 24 * 3_600_000;
const DAYS_BEFORE = 7;
/** A megabyte each. */
const MOST_PAGES = 20;

export interface FlowSources {
  readonly flows: Read<readonly FlowLines[]>;
  readonly before: Read<Before>;
  readonly gaps: readonly LookedFor[];
}

interface Readable {
  readonly interfaceId: string;
  readonly group: string;
  readonly format?: string;
}

/** The machine's flow logs around a login and of the days before it, each interface's from the log that says most. */
export async function readFlowLogs(
  clients: InstanceClients,
  about: Instance,
  window: Window,
): Promise<FlowSources> {
  const logs = await sourceOr(async () => read(await flowLogsOf(clients, about)));
  if (logs.kind === 'unread') return { flows: logs, before: logs, gaps: [] };
  const judged = logs.value.map(({ interfaceId, log }) => readable(interfaceId, log));
  const now = await linesOf(clients, judged, window);
  const earlier = { from: window.from - DAYS_BEFORE * DAY_MS, to: window.from - 1 };
  const then = now.some(({ kind }) => kind === 'read')
    ? await linesOf(clients, judged, earlier)
    : now;
  const { value, gaps } = whole(now);
  return { flows: value, before: beforeOf(then, about, window.from), gaps };
}

/** Why the log of an interface cannot be read here, or where it is. */
function readable(interfaceId: string, log: FlowLog | undefined): Read<Readable> {
  if (!log) return unread(`no flow log is set up for ${interfaceId}, its subnet or its VPC`);
  const { FlowLogId, LogFormat: format, LogDestination, LogDestinationType } = log;
  const group = groupOf(log);
  if (!group)
    return unread(
      `its flow log goes to ${LogDestinationType} ${LogDestination}, and is not read here`,
    );
  const missing = missingIn(format);
  if (missing.length > 0) return unread(`its flow log ${FlowLogId} has no ${missing.join(', ')}`);
  return read({ interfaceId, group, ...(format && { format }) });
}

type Lines = LogLines & { readonly format?: string };

function linesOf(
  clients: InstanceClients,
  logs: readonly Read<Readable>[],
  { from, to }: Window,
): Promise<readonly Read<Lines>[]> {
  return Promise.all(
    logs.map(async (one): Promise<Read<Lines>> => {
      if (one.kind === 'unread') return one;
      const { interfaceId, group, format } = one.value;
      return orGone(`its log group ${group} is gone`, async () => {
        const question = { group, streamPrefix: interfaceId, from, to, mostPages: MOST_PAGES };
        return { ...(await logLines(clients, question)), ...(format && { format }) };
      });
    }),
  );
}

/** Of several interfaces, what was read of any; what was not of others is a gap. */
function whole(all: readonly Read<Lines>[]): {
  readonly value: Read<readonly FlowLines[]>;
  readonly gaps: readonly LookedFor[];
} {
  const had = all.flatMap((one) => (one.kind === 'read' ? [one.value] : []));
  const whys = [...new Set(all.flatMap((one) => (one.kind === 'unread' ? [one.why] : [])))];
  if (had.length === 0)
    return { value: unread(whys.join('; ') || 'it has no interface'), gaps: [] };
  const cut = had.filter(({ isCut }) => isCut).map(({ oldest }) => oldest ?? 0);
  return {
    value: read(had.map(textOf)),
    gaps: [
      ...whys.map((why) => ({ what: 'flows of all its interfaces', unread: why })),
      ...(cut.length > 0
        ? [
            {
              what: `flows before ${new Date(Math.max(...cut)).toISOString()}`,
              unread: `there are more than the newest ${MOST_PAGES} pages`,
            },
          ]
        : []),
    ],
  };
}

const textOf = ({ lines, format }: Lines): FlowLines => ({
  lines: lines.toReversed().join('\n'),
  ...(format && { format }),
});

/** Known as far back as the logs of all interfaces go: one that was set up yesterday knows of yesterday. */
function beforeOf(all: readonly Read<Lines>[], about: Instance, from: number): Read<Before> {
  const { value } = whole(all);
  if (value.kind === 'unread') return value;
  const oldest = all.flatMap((one) => (one.kind === 'read' ? [one.value.oldest ?? from] : []));
  const since = Math.max(...oldest);
  if (since > from - DAY_MS)
    return unread('its flow logs tell of less than a day before the login');
  return read(beforeIn(readFlows(value.value, addressesOf(about)), new Date(since).toISOString()));
}

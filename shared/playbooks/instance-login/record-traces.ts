import { actorNames } from '../../domain/evidence';
import type { ResearchEntry, Trace, TraceKind } from '../../domain/trace';
import { type LogRecord, readRecord } from '../../record/log-record';
import { isInRange } from '../../record/statements/conditions';
import { clean } from './clean';
import type { ResearchFacts } from './research-facts';

const HOUR_MS = 3_600_000;

interface Call {
  readonly record: LogRecord;
  readonly at: string;
  readonly name: string;
  /** Of the machine's own role, or of the person. */
  readonly by: 'machine' | 'person';
}

/** The role's calls from an hour before the login on, and the person's of an hour before and after it. */
function callsIn({ records, login, roleArn, names, instanceId }: ResearchFacts): readonly Call[] {
  if (records.kind === 'unread') return [];
  const begin = Date.parse(login.at);
  return records.value.flatMap((value): readonly Call[] => {
    const record = readRecord(value);
    const ms = Date.parse(record?.eventTime ?? '');
    if (!record || Number.isNaN(ms) || ms < begin - HOUR_MS) return [];
    const isMachine = isOfMachine(record, instanceId, roleArn);
    const isPerson = actorNames(record.actor).some((name) => names.includes(name));
    if (!isMachine && !(isPerson && ms <= begin + HOUR_MS)) return [];
    const name = clean(`${record.eventSource.split('.')[0]}:${record.eventName}`, 100);
    return [{ record, at: new Date(ms).toISOString(), name, by: isMachine ? 'machine' : 'person' }];
  });
}

/** EC2 names the session of a role after the machine that got it. */
function isOfMachine(
  { actor }: LogRecord,
  instanceId: string,
  roleArn: string | undefined,
): boolean {
  const isSession =
    actor.principal.includes(':assumed-role/') && actor.principal.endsWith(`/${instanceId}`);
  return isSession && (roleArn === undefined || actor.chain.includes(roleArn));
}

export const recordEntries = (facts: ResearchFacts): readonly ResearchEntry[] =>
  callsIn(facts).map(({ record: { eventId = '', sourceIp, errorCode, actor }, at, name, by }) => ({
    at,
    source: 'CloudTrail',
    text: `${by === 'machine' ? 'its role' : clean(actor.principal)} called ${name}${sourceIp ? ` from ${clean(sourceIp, 100)}` : ''}${errorCode ? ` (${clean(errorCode, 100)})` : ''}`,
    evidence: clean(eventId, 100),
  }));

/** Calls that are traces of any caller. A refused one changed nothing. */
const TELLING: ReadonlyMap<string, readonly [TraceKind, string]> = new Map([
  ['iam:CreateAccessKey', ['key', 'made an access key']],
  ['iam:CreateLoginProfile', ['key', 'gave a user a password']],
  ['iam:UpdateLoginProfile', ['key', 'gave a user another password']],
  ['iam:UploadSSHPublicKey', ['key', 'gave a user an SSH key']],
  ['ec2:ImportKeyPair', ['key', 'brought in a key pair']],
  ['ec2:CreateKeyPair', ['key', 'made a key pair']],
  ['iam:CreateUser', ['user', 'made a user']],
  ['iam:AttachUserPolicy', ['user', 'gave a user more rights']],
  ['iam:AttachRolePolicy', ['user', 'gave a role more rights']],
  ['iam:PutUserPolicy', ['user', 'gave a user more rights']],
  ['iam:PutRolePolicy', ['user', 'gave a role more rights']],
  ['cloudtrail:StopLogging', ['log-tampering', 'stopped a trail']],
  ['cloudtrail:DeleteTrail', ['log-tampering', 'deleted a trail']],
  ['logs:DeleteLogGroup', ['log-tampering', 'deleted a log group']],
  ['logs:DeleteLogStream', ['log-tampering', 'deleted a log stream']],
  ['ec2:DeleteFlowLogs', ['log-tampering', 'deleted flow logs']],
  ['ec2:ModifyInstanceAttribute', ['start', 'changed what a machine is or runs at its start']],
]);

export function recordTraces(facts: ResearchFacts): readonly Trace[] {
  const calls = callsIn(facts);
  const telling = calls.flatMap(({ record, at, name, by }): readonly Trace[] => {
    const [kind, did] = TELLING.get(name) ?? [];
    if (!kind || record.errorCode !== undefined) return [];
    const who = by === 'machine' ? 'The machine’s role' : clean(record.actor.principal);
    return [
      {
        kind,
        sentence: `${who} ${did} (${name}).`,
        ...{ evidence: [clean(record.eventId ?? '', 100)], at, words: 'aws' },
      },
    ];
  });
  return [...telling, ...usedElsewhere(facts, calls)];
}

/** One trace for each address. AWS's own services and what it does inside itself are no address. */
function usedElsewhere(
  { addresses, egress }: ResearchFacts,
  calls: readonly Call[],
): readonly Trace[] {
  if (egress.kind === 'unread') return [];
  const ours = [...addresses, ...egress.value];
  const strange = new Map<string, Call[]>();
  for (const call of calls) {
    const ip = call.record.sourceIp ?? '';
    if (call.by !== 'machine' || !/^[0-9a-f.:]+$/i.test(ip)) continue;
    if (ours.some((range) => isInRange(range, ip))) continue;
    strange.set(ip, [...(strange.get(ip) ?? []), call]);
  }
  return [...strange].map(
    ([ip, some]): Trace => ({
      kind: 'credentials-elsewhere',
      sentence: `The machine’s credentials were used from ${ip}, which is none of its addresses: ${[...new Set(some.map(({ name }) => name))].slice(0, 5).join(', ')} (${some.length} calls).`,
      evidence: some.slice(0, 10).map(({ record }) => clean(record.eventId ?? '', 100)),
      ...(some[0] && { at: some[0].at }),
      words: 'aws',
    }),
  );
}

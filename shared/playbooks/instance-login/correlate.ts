import { describeLogin, type Read } from '../../domain/login';
import {
  inOrder,
  type LookedFor,
  type Research,
  type ResearchEntry,
  type Trace,
} from '../../domain/trace';
import { bounded } from './clean';
import { nameTraces } from './dns-traces';
import { elsewhereTraces } from './elsewhere-traces';
import { flowEntries, newPeers } from './flow-traces';
import { hostTraces } from './host-traces';
import type { AuthLine } from './read-auth';
import { readDetection, readDns } from './read-detections';
import { readFlows } from './read-flows';
import { recordEntries, recordTraces } from './record-traces';
import type { ResearchFacts } from './research-facts';

const MOST_ENTRIES = 2_000;
const MOST_TRACES = 200;

/** One timeline of all sources, and what in them looks like an intruder. */
export function correlate(facts: ResearchFacts): Research {
  const { login, host, detections, elsewhere } = facts;
  const flows = given(facts.flows, (log) => readFlows(log, facts.addresses));
  const dns = given(facts.dns, (log) => readDns(log, facts));
  const found = valueIn(detections, [])
    .flatMap((one) => readDetection(one) ?? [])
    .filter(({ instanceId }) => instanceId === facts.instanceId);
  const state = valueIn(host, undefined);
  const entries: readonly ResearchEntry[] = [
    {
      at: login.at,
      source: login.words === 'aws' ? 'CloudTrail' : 'host',
      text: describeLogin(login),
      evidence: login.id,
    },
    ...recordEntries(facts),
    ...flowEntries(flows?.flows ?? []),
    ...(dns?.queries ?? []).map(({ at, name, type, line }) => ({
      ...{ at, source: 'DNS logs' as const, text: `asked for ${name} (${type})`, evidence: line },
    })),
    ...(state?.auth ?? []).map(authEntry),
    ...found.map(({ id, at, title }) => ({
      at,
      source: 'GuardDuty' as const,
      text: title,
      evidence: id,
    })),
  ];
  const traces: readonly Trace[] = [
    ...recordTraces(facts),
    ...found.map(
      ({ id, type, title, at, severity }): Trace => ({
        kind: 'detection',
        sentence: `GuardDuty: ${title} (${type}, severity ${severity}).`,
        ...{ evidence: [id], at, words: 'aws' },
      }),
    ),
    ...elsewhereTraces(valueIn(elsewhere, [])),
    ...(state ? hostTraces(state, facts.before) : []),
    ...nameTraces(dns?.queries ?? []),
    ...(flows && facts.before.kind === 'read'
      ? newPeers(flows, facts.before.value, dns?.queries ?? [])
      : []),
  ];
  const shown = bounded(byNearness(entries, login.at), MOST_ENTRIES);
  const worst = bounded(inOrder(traces), MOST_TRACES);
  return {
    entries: shown.kept.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)),
    entriesLeft: shown.left,
    traces: worst.kept,
    tracesLeft: worst.left,
    lookedFor: lookedFor(facts, traces, (flows?.lost ?? 0) + (dns?.lost ?? 0)),
  };
}

const valueIn = <T, U>(answer: Read<T>, otherwise: U): T | U =>
  answer.kind === 'read' ? answer.value : otherwise;

const given = <T, U>(answer: Read<T>, use: (value: T) => U): U | undefined =>
  answer.kind === 'read' ? use(answer.value) : undefined;

/** What does not fit is what is farthest from the login. */
function byNearness(entries: readonly ResearchEntry[], at: string): readonly ResearchEntry[] {
  const away = ({ at: when }: ResearchEntry) => Math.abs(Date.parse(when) - Date.parse(at));
  return entries.toSorted((one, other) => away(one) - away(other));
}

const authEntry = ({ at, kind, user, from, command, line }: AuthLine): ResearchEntry => ({
  at,
  source: 'host',
  text: `${kind}: ${user}${from ? ` from ${from}` : ''}${command ? ` ${command}` : ''}`,
  evidence: line,
});

/** The looks, each with what kept it from being whole. Those that found something are told by their traces. */
function lookedFor(
  facts: ResearchFacts,
  traces: readonly Trace[],
  lost: number,
): readonly LookedFor[] {
  const looks: readonly (readonly [string, Trace['kind'], readonly Read<unknown>[]])[] = [
    [
      'the machine’s credentials used from outside it',
      'credentials-elsewhere',
      [facts.records, facts.egress],
    ],
    ['findings of GuardDuty on the machine', 'detection', [facts.detections]],
    ['the same address or key on other machines', 'seen-elsewhere', [facts.elsewhere]],
    ['logs that were removed, stopped or forged', 'log-tampering', [facts.host, facts.records]],
    ['keys that were added', 'key', [facts.host, facts.records]],
    ['accounts that were added', 'user', [facts.host, facts.records]],
    ['jobs and services that were added', 'start', [facts.host]],
    ['programs made to run with the rights of their owner', 'setuid', [facts.host]],
    ['programs whose file is gone, or that run from temporary folders', 'program', [facts.host]],
    ['open ports that no one called before', 'listener', [facts.host, facts.before]],
    ['addresses it never talked with before', 'peer', [facts.flows, facts.before]],
    ['names of mining pools, tunnels, drops and the like that it asked for', 'name', [facts.dns]],
  ];
  return [
    ...looks.flatMap(([what, kind, needs]) => {
      const whys = needs.flatMap((one) => (one.kind === 'unread' ? [one.why] : []));
      const why = [...new Set(whys)].join('; ');
      if (why) return [{ what, unread: why }];
      return traces.some((one) => one.kind === kind) ? [] : [{ what }];
    }),
    ...facts.gaps,
    ...(lost > 0
      ? [
          {
            what: 'all lines of its flow and DNS logs',
            unread: `${lost} lines were lost or say nothing`,
          },
        ]
      : []),
  ];
}

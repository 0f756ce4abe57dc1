import type { LogEntry } from '../../shared/domain/log-entry';
import type { ObstacleKind } from '../../shared/domain/obstacle';
import type { Measurements } from '../../shared/watch/metrics/metrics';

type Entry<K extends LogEntry['kind']> = Extract<LogEntry, { kind: K }>;

/**
 * What one batch was like, from what was said of it: a number that is not in the log is in no metric
 * either. Counts are one value, times are each their own; what did not happen is left out.
 */
export function measure(said: readonly LogEntry[]): Measurements {
  const of = <K extends LogEntry['kind']>(kind: K) =>
    said.filter((entry): entry is Entry<K> => entry.kind === kind);
  const looks = of('decision');
  const unread = [...looks.flatMap((look) => look.unread ?? []), ...of('unlisted').map(metBy)];
  const met = [...unread, ...of('step').flatMap((step) => step.met ?? [])];
  const signals = new Map(of('signal').map((one) => [`${one.id} ${one.region}`, one]));
  const checks = [...signals.values()].filter(({ what }) => what === 'check').length;
  const beats = of('heartbeat');
  const forged = beats.filter(({ outcome }) => outcome === 'forged');
  const ended = (outcome: Entry<'decision'>['outcome']) =>
    count(looks.filter((look) => look.outcome === outcome));
  return withoutEmpty({
    Signals: counted(signals.size - checks),
    Checks: counted(checks),
    Looks: count(looks),
    Restorations: ended('restored'),
    RestorationFailures: ended('failed'),
    Escalations: count(looks.filter(({ needsPerson }) => needsPerson)),
    Reports: count(of('reported')),
    Attempts: count([...of('attempted'), ...forged]),
    DeliveryTroubles: count(of('delivery')),
    FoundBySweep: count(looks.filter(({ missedByEvents }) => missedByEvents)),
    SignalToRestored: looks.flatMap(({ signalToRestoredMs }) => signalToRestoredMs ?? []),
    TamperToRestored: looks.flatMap(({ tamperToRestoredMs }) => tamperToRestoredMs ?? []),
    BlindSeconds: looks.flatMap(({ blindMs }) => (blindMs === undefined ? [] : blindMs / 1_000)),
    HeartbeatLatency: beats.flatMap(({ outcome, latencyMs = 0 }) =>
      outcome === 'heard' ? latencyMs : [],
    ),
    HeartbeatSilent: count(beats.filter(({ outcome }) => outcome === 'silent')),
    HeartbeatUnsent: count(beats.filter(({ outcome }) => outcome === 'unsent')),
    Throttles: count(met.filter(isThrottle)),
    Unreachable: count(unread.filter((why) => !isThrottle(why))),
    ComingAgain: count(of('again')),
    DeadLettered: count(of('refused')),
  });
}

const metBy = ({ met }: Entry<'unlisted'>): ObstacleKind => met;

const isThrottle = (why: ObstacleKind): boolean => why === 'throttled';

const counted = (number: number): readonly number[] => (number > 0 ? [number] : []);

const count = (some: readonly unknown[]): readonly number[] => counted(some.length);

const withoutEmpty = (measured: Measurements): Measurements =>
  Object.fromEntries(Object.entries(measured).filter(([, values]) => values.length > 0));

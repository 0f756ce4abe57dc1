import { isDeepStrictEqual } from 'node:util';
import { makeCall } from '../../../shared/aws/make-call';
import { durationText } from '../../../shared/domain/duration-text';
import { grouped } from '../../../shared/domain/grouped';
import type { Subject } from '../../../shared/domain/subject';
import { wardenParts } from '../../../shared/signal/protected';
import { findTechnique } from '../../../shared/tampering/catalogue';
import { deleteRule } from '../../../shared/tampering/warden/delete-rule/technique';
import { LOG_GROUP } from '../../sandbox';
import { attack, intruder } from '../local/attack';
import { comparedState, lookFrom } from '../local/compared-state';
import { incidentsOn } from '../local/drill-combined';
import { guardedIn, mainTrailOf } from '../local/drill-subject';
import { inLocal, type Local, progressOf, settled, signalsUrl } from '../local/local';
import { type LiveLine, liveOnTerminal, silentLine } from '../sweep/live-line';
import { type SweepReport, sweepNow } from '../sweep/sweep-now';
import { tally } from '../sweep/tally';
import { becomeOperator } from '../target/become-operator';
import { print, printJson, printTable } from '../terminal/print';
import { shortName } from '../terminal/short-name';
import { exitCode } from '../terminal/user-error';

/** The second channel alone: no event arrives, and a sweep finds and puts back everything. */
export function channelCut({ json }: { readonly json?: boolean }): Promise<void> {
  const onProgress = progressOf(json);
  return inLocal({ accounts: 2, onProgress }, async (local) => {
    const live = json ? silentLine : liveOnTerminal();
    const report = await drillChannelCut(local, { live, onProgress });
    const { hurt, sweep } = report;
    const good = hurt.every(isGood);
    if (json) printJson({ good, hurt, sweep: { tookMs: sweep.tookMs, ...tally(sweep) } });
    else show(report);
    process.exitCode = good ? exitCode.ok : exitCode.bad;
  });
}

const isGood = ({ wasNoticed, isBack, incidents }: Hurt): boolean =>
  !wasNoticed && isBack && incidents === 1;

function show({ hurt, sweep }: ChannelCutReport): void {
  printTable(
    ['Technique', 'Account', 'Subject', 'Heard of', 'Incidents', 'After the sweep'],
    // The rules of an account share a row: there are nine or ten of them.
    [
      ...grouped(hurt, ({ technique, subject }) => `${technique} ${subject.accountId}`).values(),
    ].map(rowOf),
  );
  const back = hurt.filter(({ isBack }) => isBack).length;
  print(
    `A sweep of ${sweep.places.length} places put back ${back} of ${hurt.length} in ${durationText(sweep.tookMs)}; no event told of any.`,
  );
}

function rowOf(some: readonly [Hurt, ...Hurt[]]): readonly string[] {
  const [{ technique, subject }] = some;
  const name = some.length === 1 ? shortName(subject.id) : `${some.length} ${plural(subject.kind)}`;
  return [
    technique,
    subject.accountId,
    name,
    some.some(({ wasNoticed }) => wasNoticed) ? 'yes' : 'no',
    String(some.reduce((sum, { incidents }) => sum + incidents, 0)),
    some.every(({ isBack }) => isBack) ? 'put back' : 'NOT PUT BACK',
  ];
}

const plural = (kind: string): string => (kind === 'warden' ? 'of our rules' : `${kind}s`);

/** A subject that was hurt while the channel was cut, and what happened to it. */
interface Hurt {
  readonly technique: string;
  readonly subject: Subject;
  /** Whether any channel had put it back before the sweep. */
  readonly wasNoticed: boolean;
  /** Whether it is as before the attack: every setting is compared, with a bystander's keys. */
  readonly isBack: boolean;
  readonly incidents: number;
}

interface ChannelCutReport {
  readonly hurt: readonly Hurt[];
  readonly sweep: SweepReport;
}

/** The targets: the rules that would tell of it, and then a subject of every kind. */
export function silentHits(local: Local): readonly (readonly [string, Subject])[] {
  const { homeRegion: region, logArchiveAccountId } = local.organization;
  const [one = '', other = ''] = local.organization.memberAccountIds;
  const { buckets, keys } = guardedIn(local);
  const inArchive = { accountId: logArchiveAccountId, region };
  const logGroup = `arn:aws:logs:${region}:${one}:log-group:${LOG_GROUP}`;
  return [
    ...[one, other, logArchiveAccountId]
      .flatMap((accountId) => forwardRulesOf(local, accountId))
      .map((rule) => ['delete-rule', rule] as const),
    ['stop-logging', mainTrailOf(local, one)],
    ['narrow-event-selectors', mainTrailOf(local, other)],
    ['shorten-retention', { kind: 'log-group', accountId: one, region, id: logGroup }],
    ['expire-logs', { kind: 'log-bucket', ...inArchive, id: `arn:aws:s3:::${buckets[0]}` }],
    ['disable-key', { kind: 'key', ...inArchive, id: keys[0] ?? '' }],
  ];
}

/** Cuts the event channel, tampers, and has the second channel look. */
async function drillChannelCut(
  local: Local,
  { live, onProgress }: { readonly live: LiveLine; readonly onProgress: (what: string) => void },
): Promise<ChannelCutReport> {
  const hits = silentHits(local);
  const look = () =>
    Promise.all(hits.map(async ([, one]) => comparedState(await lookFrom(local, one)())));
  const count = () => Promise.all(hits.map(([, one]) => incidentsOn(local, one)));
  const before = await look();

  onProgress('an intruder deletes the rules that report changes; the events of it are lost');
  for (const accountId of new Set(hits.map(([, one]) => one.accountId))) {
    await cutChannel(local, accountId);
  }
  onProgress('and stops a trail, narrows another, expires the logs, disables the key');
  for (const [id, subject] of hits) {
    const technique = id === 'delete-rule' ? undefined : findTechnique(id);
    if (technique) await attack(local, technique, subject);
  }
  await settled(local);
  const noticed = await count();

  onProgress('trailwarden sweep');
  const sweep = await sweepOf(local, live);
  const [after, incidents] = await Promise.all([look(), count()]);
  const hurt = hits.map(
    ([technique, subject], index): Hurt => ({
      technique,
      subject,
      wasNoticed: (noticed[index] ?? 0) > 0,
      isBack: isDeepStrictEqual(after[index], before[index]),
      incidents: incidents[index] ?? 0,
    }),
  );
  return { hurt, sweep };
}

async function sweepOf(local: Local, live: LiveLine): Promise<SweepReport> {
  const operator = await becomeOperator(local.administrator(local.organization.securityAccountId));
  const { tableName: table, sandbox } = local;
  const { regions } = sandbox.world;
  const request = { operator, table, queueUrl: signalsUrl(local), regions, live };
  const report = await sweepNow(request, 120_000);
  live.end();
  return report;
}

/** Every rule of ours that reports changes in an account's home Region. */
const forwardRulesOf = (local: Local, accountId: string): readonly Subject<'warden'>[] =>
  wardenParts(
    { accountId, region: local.organization.homeRegion },
    { ...guardedIn(local), governedRegions: local.sandbox.world.regions },
  ).filter(({ id }) => id.includes(':rule/trailwarden-forward'));

/**
 * The intruder deletes all of them, and the events that would have told of it are lost: from then on no event of the
 * account reaches us.
 */
export async function cutChannel(local: Local, accountId: string): Promise<void> {
  const { faults } = local.sandbox.world.events;
  const inside = await intruder(local, accountId);
  await settled(local);
  faults.dropNext = Number.POSITIVE_INFINITY;
  for (const rule of forwardRulesOf(local, accountId)) {
    for (const call of deleteRule.drill(rule)) await makeCall(call, inside);
  }
  faults.dropNext = 0;
}

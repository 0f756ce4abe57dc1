import { isDeepStrictEqual } from 'node:util';
import { makeCall } from '../../../shared/aws/make-call';
import type { Subject } from '../../../shared/domain/subject';
import { wardenParts } from '../../../shared/signal/protected';
import { findTechnique } from '../../../shared/tampering/catalogue';
import { deleteRule } from '../../../shared/tampering/warden/delete-rule/technique';
import { LOG_GROUP } from '../../sandbox';
import type { LiveLine } from '../sweep/live-line';
import { type SweepReport, sweepNow } from '../sweep/sweep-now';
import { becomeOperator } from '../target/become-operator';
import { attack, intruder } from './attack';
import { comparedState, lookFrom } from './compared-state';
import { incidentsOn } from './drill-burst';
import { guardedIn, mainTrailOf } from './drill-subject';
import { type Local, settled, signalsUrl } from './local';

/** A subject that was hurt while the channel was cut, and what happened to it. */
export interface Hurt {
  readonly technique: string;
  readonly subject: Subject;
  /** Whether any channel had put it back before the sweep. */
  readonly wasNoticed: boolean;
  /** Whether it is as before the attack: every setting is compared, with a bystander's keys. */
  readonly isBack: boolean;
  readonly incidents: number;
}

export interface ChannelCutReport {
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
export async function drillChannelCut(
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
export const forwardRulesOf = (local: Local, accountId: string): readonly Subject<'warden'>[] =>
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

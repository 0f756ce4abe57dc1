import { isDeepStrictEqual } from 'node:util';
import { makeCall } from '../../../shared/aws/make-call';
import { type Subject, subjectKey } from '../../../shared/domain/subject';
import { findTechnique } from '../../../shared/tampering/catalogue';
import { intruder } from './attack';
import { comparedState, lookFrom } from './compared-state';
import { isFirst } from './drill-one';
import { guardedIn, mainTrailOf } from './drill-subject';
import { incidentsIn, type Local, settled } from './local';
import { until } from './until';

/** Several techniques at once, as one attacker does them in a second. */
export interface CombinedAttack {
  readonly id: string;
  readonly title: string;
  readonly hits: readonly (readonly [technique: string, subject: Subject])[];
}

export interface CombinedReport {
  readonly technique: string;
  readonly isBack: boolean;
  /** How many subjects were hit, and how many incidents they have together. */
  readonly subjects: number;
  readonly incidents: number;
  readonly tookMs: number;
}

/** The combined attacks of an intruder who knows CloudTrail. */
export function combinedAttacks(local: Local): readonly CombinedAttack[] {
  const [one = '', other = ''] = local.organization.memberAccountIds.slice(-2);
  const { logArchiveAccountId, homeRegion: region } = local.organization;
  const { buckets, keys } = guardedIn(local);
  const inArchive = { accountId: logArchiveAccountId, region };
  const trail = mainTrailOf(local, one);
  return [
    {
      id: 'blind-in-one-burst',
      title: 'Stop a trail, narrow and redirect it, disable its key and our rule, in one burst',
      hits: [
        ['stop-logging', trail],
        ['narrow-event-selectors', trail],
        ['redirect-delivery', trail],
        ['disable-key', { kind: 'key', ...inArchive, id: keys[0] ?? '' }],
        ['silence-rule', ruleIn(one, region)],
      ],
    },
    {
      id: 'delete-and-expire',
      title: 'Delete a trail and shorten the life of its files',
      hits: [
        ['expire-logs', { kind: 'log-bucket', ...inArchive, id: `arn:aws:s3:::${buckets[0]}` }],
        ['delete-trail', mainTrailOf(local, other)],
      ],
    },
  ];
}

const ruleIn = (accountId: string, region: string): Subject<'warden'> => ({
  kind: 'warden',
  ...{ accountId, region },
  id: `arn:aws:events:${region}:${accountId}:rule/trailwarden-forward`,
});

/** All hits at once; then all must be as it was, with one incident for each subject. */
export async function drillCombined(
  local: Local,
  { id, hits }: CombinedAttack,
): Promise<CombinedReport> {
  const subjects = [...new Map(hits.map(([, one]) => [subjectKey(one), one])).values()];
  const looks = subjects.map((subject) => lookFrom(local, subject));
  const look = () => Promise.all(looks.map(async (one) => comparedState(await one())));
  const before = await look();
  const calls = await Promise.all(
    hits.map(async ([technique, subject]) => ({
      inside: await intruder(local, subject.accountId),
      calls: findTechnique(technique)?.drill(subject) ?? [],
    })),
  );
  const startedAt = performance.now();
  for (const { inside, calls: some } of calls)
    for (const call of some) await makeCall(call, inside);
  const isBack = async () => isDeepStrictEqual(await look(), before);
  await until(isBack, { what: `everything is back after ${id}`, withinMs: 30_000, everyMs: 50 });
  const tookMs = performance.now() - startedAt;
  await settled(local, 20_000);
  const counts = await Promise.all(subjects.map((subject) => incidentsOn(local, subject)));
  return {
    technique: id,
    isBack: await isBack(),
    subjects: subjects.length,
    incidents: counts.reduce((sum, count) => sum + count, 0),
    tookMs,
  };
}

/** How many incidents it has that follow no other. */
export const incidentsOn = async (local: Local, subject: Subject): Promise<number> =>
  (await incidentsIn(local, { subjectKey: subjectKey(subject) })).filter(isFirst).length;

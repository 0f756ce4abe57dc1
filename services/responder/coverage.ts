import type { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { classify } from '../../shared/aws/classify';
import { Recent } from '../../shared/aws/connection';
import { recordCoverage } from '../../shared/aws/coverage/coverage';
import { listTrailsFromElsewhere, observeTrail } from '../../shared/aws/observe-trail';
import type { SqsRecord } from '../../shared/aws/sqs-event';
import type { Table } from '../../shared/aws/table/table';
import type { Coverage, ExemptDifference, Unfinished } from '../../shared/domain/coverage';
import type { Observation } from '../../shared/domain/observation';
import type { Obstacle } from '../../shared/domain/obstacle';
import type { Place } from '../../shared/domain/place';
import type { Reconciliation } from '../../shared/domain/reconciliation';
import type { Signal } from '../../shared/domain/signal';
import type { Subject } from '../../shared/domain/subject';
import { judge, type Sight, sightOf, unfinishedOf } from '../../shared/watch/coverage/judge';
import { type Again, comeAgain } from './come-again';

interface Looked {
  readonly accountId: string;
  readonly region: string;
  readonly signals: readonly Signal[];
  readonly records: ReadonlySet<SqsRecord>;
  /** One for each subject; absent where a look could not be written down. */
  readonly looks: readonly (Reconciliation | undefined)[];
  readonly missed?: Obstacle;
}

/**
 * A check of an account × Region says whether it is guarded; an event never waits for that. Where a
 * look could not be written down the check comes again, and says it then. Nothing where it said nothing.
 */
export async function noteCoverage(
  { accountId, region, signals, records, looks, missed }: Looked,
  { cover }: { readonly cover: Cover },
  again: Again,
): Promise<Coverage | undefined> {
  const by = signals.flatMap(asksForTrails).at(-1);
  const known = looks.filter((look) => look !== undefined);
  if (by === undefined || known.length < looks.length) return undefined;
  // A retired subject need not be read, so one that cannot be read does not hide the place.
  const hidden = known.filter(
    ({ observation, decision }) =>
      observation.kind === 'unreachable' && decision.kind === 'retired',
  );
  const observations = known
    .filter((look) => !hidden.includes(look))
    .map(({ observation }) => observation);
  const unfinished = unfinishedOf(known, missed);
  const exempt = known.flatMap(exemptIn);
  const retired = known.filter(isRetiredAndThere).map(({ subject }) => subject.id);
  try {
    return await cover({
      accountId,
      region,
      by,
      observations,
      ...(missed && { missed }),
      ...(unfinished && { unfinished }),
      ...(exempt.length > 0 && { exempt }),
      ...(retired.length > 0 && { retired }),
    });
  } catch (error) {
    const what = `The coverage of ${accountId} ${region} could not be recorded`;
    comeAgain(again, records, what, { error });
    return undefined;
  }
}

/** What is wrong there and is left alone, in words. */
const exemptIn = ({ decision }: Reconciliation): readonly ExemptDifference[] =>
  decision.kind === 'exempt'
    ? [
        {
          until: decision.until,
          differs: decision.findings.map(({ sentence }) => sentence).join(' '),
        },
      ]
    : [];

/** It stands there, and nothing puts it back: a person has to see that it is so. */
const isRetiredAndThere = ({ decision, observation }: Reconciliation): boolean =>
  decision.kind === 'retired' && observation.kind === 'present';

/** Who asked, if this is a check that looks at trails. */
const asksForTrails = (signal: Signal): readonly string[] =>
  signal.kind === 'check' && (!signal.kinds || signal.kinds.includes('trail')) ? [signal.by] : [];

/** Says whether a place is guarded, and writes it down. Throws when it could not. */
export type Cover = (looked: LookedAround) => Promise<Coverage>;

/** A place after everything in it was looked at. */
export interface LookedAround {
  readonly accountId: string;
  readonly region: string;
  readonly by: string;
  readonly observations: readonly Observation[];
  /** Why its trails could not be listed. */
  readonly missed?: Obstacle;
  /** Absent when nothing there is looked at once more. */
  readonly unfinished?: Unfinished;
  readonly exempt?: readonly ExemptDifference[];
  readonly retired?: readonly string[];
}

interface World {
  readonly table: Table;
  /** CloudTrail as the guard of an account. */
  readonly client: (accountId: string, region: string) => CloudTrailClient;
  readonly now: () => Date;
}

/**
 * Judges a place and writes that down. Throws when it could not be written. Only a place whose own
 * trails do not guard it costs more reads: the trails that reach into it are asked where they live,
 * and what they answer is believed for a minute, or an organization's trail would be read once for
 * each of its accounts, against the quota of one.
 */
export function coverWith(world: World): Cover {
  const seenLately = new Recent<Seen>(256);
  return async ({ accountId, region, by, observations, missed, ...left }) => {
    const lookedAt = world.now().toISOString();
    const here = sightOf(observations, missed);
    const isKnown = missed !== undefined || judge(here).kind === 'guarded';
    const from = isKnown ? NOTHING : await seeElsewhere({ accountId, region }, world, seenLately);
    const coverage = judge({
      seen: [...here.seen, ...from.seen],
      missed: [...here.missed, ...from.missed],
    });
    const look = { accountId, region, coverage, lookedAt, by };
    await recordCoverage(world.table, { ...look, ...left });
    return coverage;
  };
}

const NOTHING: Sight = { seen: [], missed: [] };

interface Seen {
  readonly at: number;
  readonly observation: Promise<Observation<'trail'>>;
}

async function seeElsewhere(place: Place, world: World, lately: Recent<Seen>): Promise<Sight> {
  const { client, now } = world;
  try {
    const trails = await listTrailsFromElsewhere(client(place.accountId, place.region), place);
    const observe = (trail: Subject<'trail'>) => {
      const known = lately.get(trail.id);
      if (known && now().getTime() - known.at < BELIEVED_MS) return known.observation;
      const observation = observeTrail(
        trail,
        SELECTORS,
        client(trail.accountId, trail.region),
        now,
      );
      lately.set(trail.id, { at: now().getTime(), observation });
      return observation;
    };
    return sightOf(await Promise.all(trails.map(observe)));
  } catch (error) {
    return { seen: [], missed: [{ why: classify(error, 'cloudtrail:DescribeTrails') }] };
  }
}

const BELIEVED_MS = 60_000;
const SELECTORS = new Set(['selectors'] as const);

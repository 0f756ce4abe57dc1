import { isSeenOf, type Observation } from '../../domain/observation';
import { describeUnread, type Obstacle } from '../../domain/obstacle';
import type { Place } from '../../domain/place';
import { ALL_MANAGEMENT, missingStreams, streamsOf } from '../../domain/selectors';
import type { TrailState } from '../../domain/trail';
import { judge, sightOf } from '../../watch/coverage/judge';
import type { Condition } from '../condition';
import { baselineCondition } from './guarded';

/** The trails of an account and Region: shared/aws/deployment/read-places.ts. */
export interface PlaceSeen extends Place {
  readonly trails: readonly Observation<'trail'>[];
  readonly missed?: Obstacle;
}

/** What the trails of a place are worth, and what of them would become a baseline. */
export function placeConditions(place: PlaceSeen): Condition[] {
  const { accountId, region, trails, missed } = place;
  const of = `${accountId} ${region}`;
  const coverage = judge(sightOf(trails, missed));
  if (coverage.kind === 'unreachable')
    return [{ id: 'trail-logs', of, state: 'unknown', says: describeUnread(coverage.why) }];
  const recording = present(trails).filter(({ state }) => recordsWrites(state));
  return [
    coverage.kind === 'guarded'
      ? { id: 'trail-logs', of, state: 'ok', says: 'A trail records all management events.' }
      : {
          ...{ id: 'trail-logs', of, state: 'missing' },
          says:
            coverage.trails.length === 0
              ? 'No trail covers this place: EventBridge tells of nothing that happens here.'
              : `No trail records all that is done here: ${shortOf(coverage.trails)}.`,
          mend: mendOf(place),
        },
    secondTrail(of, recording),
    ...present(trails)
      .filter(({ subject }) => subject.accountId === accountId && subject.region === region)
      .map(baselineCondition),
  ];
}

type Present = Extract<Observation<'trail'>, { kind: 'present' }>;

const present = (trails: readonly Observation<'trail'>[]): readonly Present[] =>
  trails.flatMap((one) => (isSeenOf(one, 'trail') && one.kind === 'present' ? [one] : []));

const recordsWrites = ({ status, selectors }: TrailState): boolean =>
  status.isLogging &&
  selectors !== undefined &&
  streamsOf(selectors).some(({ category }) => category === 'Management');

const recordsReads = ({ selectors }: TrailState): boolean =>
  selectors !== undefined && missingStreams(ALL_MANAGEMENT, selectors).length === 0;

const shortOf = (trails: readonly { readonly id: string; readonly lacks: readonly string[] }[]) =>
  trails.map(({ id, lacks }) => `${nameOf(id)} is ${lacks.join(', ')}`).join('; ');

const nameOf = (arn: string): string => arn.split('/').at(-1) ?? arn;

/** The first of its own trails that only has to be started, or the way to a trail. */
function mendOf({ trails, region }: PlaceSeen): string {
  const stopped = present(trails).find(({ state }) => !state.status.isLogging);
  return stopped
    ? `aws cloudtrail start-logging --region ${stopped.subject.region} --name ${nameOf(stopped.subject.id)}`
    : `aws cloudtrail create-trail --region ${region} --name <name> --s3-bucket-name <bucket> --is-multi-region-trail --enable-log-file-validation, and start it`;
}

function secondTrail(of: string, recording: readonly Present[]): Condition {
  if (recording.length < 2)
    return {
      ...{ id: 'second-trail', of, state: 'advice' },
      says: 'There is no second trail: while the one is stopped, nothing is heard of this place.',
      mend: 'Make a second multi-Region trail that records write events only, in another bucket.',
    };
  return recording.filter(({ state }) => recordsReads(state)).length > 1
    ? {
        ...{ id: 'second-trail', of, state: 'advice' },
        says: `${recording.length} trails record this place, and more than one of them reads too: AWS charges for each copy of an event after the first (about $1,700 a month for 1,000 accounts).`,
        mend: 'Let all but one of them record write events only: --event-selectors ReadWriteType=WriteOnly.',
      }
    : {
        ...{ id: 'second-trail', of, state: 'ok' },
        says: `${recording.length} trails record this place, and only one of them reads.`,
      };
}

/** What AWS Control Tower set up here, and what that means. */
export function controlTowerCondition(places: readonly PlaceSeen[]): Condition {
  const trails = places.flatMap(({ trails: all }) => present(all));
  const its = trails.find(({ subject }) => nameOf(subject.id).startsWith('aws-controltower-'));
  return its
    ? {
        ...{ id: 'control-tower', of: 'organization', state: 'advice' },
        says: 'AWS Control Tower made a trail here. It is guarded as any other; a reset or an update of the landing zone writes it again.',
        mend: 'Before an update of the landing zone: trailwarden exempt add, for its trail and bucket.',
      }
    : {
        ...{ id: 'control-tower', of: 'organization', state: 'ok' },
        says: 'No trail of AWS Control Tower was seen.',
      };
}

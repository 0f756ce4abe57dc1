/** A trail that holds one of the five places of a Region, or the name, which another trail needs to be made again. */
export interface TrailInTheWay {
  readonly arn: string;
  /** Its home Region, where it can be deleted. */
  readonly region: string;
  /** Whether it is the account's own: an organization's trail counts as well, but only its owner can delete it. */
  readonly isOwn: boolean;
  /** Since when it has a baseline; absent without one. */
  readonly guardedSince?: string;
  /** Who made it, and when; absent where neither an incident nor Event history tells of its CreateTrail. */
  readonly by?: string;
  readonly at?: string;
}

/**
 * What AWS's refusal of a sixth trail means, and what ends it. The newest trail comes first, because an
 * attacker filled the places lately. The warden deletes none, since a team may need any of them.
 */
export function describeTrailsInTheWay(trails: readonly TrailInTheWay[]): string {
  const own = trails.filter(({ isOwn }) => isOwn).toSorted(lastMadeFirst);
  if (own.length === 0) {
    return 'AWS allows five trails in a Region, and none of them is this account’s own here: look for the Region that is full (aws cloudtrail describe-trails --region …).';
  }
  const others = trails.length - own.length;
  const [first] = own;
  return [
    `AWS allows five trails in a Region, and these have the places: ${own.map(shown).join('; ')}${others > 0 ? `; and ${others} of the organization` : ''}.`,
    `Delete one that no team needs, and this trail comes back by itself: ${first && undo(first)}`,
  ].join(' ');
}

const lastMadeFirst = (one: TrailInTheWay, other: TrailInTheWay): number =>
  (ageOf(other) < ageOf(one) ? -1 : 0) || (ageOf(other) > ageOf(one) ? 1 : 0);

/**
 * What AWS's refusal of a taken name means, and what ends it. A multi-Region trail is seen in every Region, and no
 * other trail of the account can have its name there. Nothing where no other trail has the name: then it was there
 * for a moment only.
 */
export function describeNameTaken(
  wanted: string,
  trails: readonly TrailInTheWay[],
): string | undefined {
  const name = nameOf(wanted);
  const [holder] = trails.filter(
    (one) => one.isOwn && one.arn !== wanted && nameOf(one.arn) === name,
  );
  if (!holder) return undefined;
  return [
    `Another trail has its name, and AWS takes no second one: ${shown(holder)}.`,
    `Its home is ${holder.region}, and it is seen in every Region.`,
    ...(holder.by ? [] : [`Who made it: ${whoMade(holder, name)}.`]),
    `Delete it, and ${wanted} comes back by itself: ${undo(holder)}`,
  ].join(' ');
}

/** Event history holds a management event in the Region where the call was made. */
const whoMade = ({ region }: TrailInTheWay, name: string): string =>
  `aws cloudtrail lookup-events --region ${region} --lookup-attributes AttributeKey=ResourceName,AttributeValue=${name}`;

const nameOf = (arn: string): string => arn.slice(arn.indexOf(':trail/') + 7);

/** A trail without a baseline is newer than any with one. */
const ageOf = ({ at, guardedSince }: TrailInTheWay): string => at ?? guardedSince ?? '9';

const shown = ({ arn, by, at, guardedSince }: TrailInTheWay): string =>
  [
    arn,
    by ? `made by ${by}${at ? ` at ${at}` : ''}` : 'who made it is not known yet',
    guardedSince ? `guarded since ${guardedSince}` : 'no baseline',
  ].join(', ');

/** The warden would bring back a trail with a baseline. */
const undo = ({ arn, region, guardedSince }: TrailInTheWay): string =>
  `${guardedSince ? `trailwarden baseline retire ${arn} --unguarded --why "it took the place of ours", and then ` : ''}aws cloudtrail delete-trail --region ${region} --name ${arn}`;

import { classify } from '../../../shared/aws/classify';
import type { Bucket, BucketPlace } from '../../../shared/aws/playbooks/bucket';
import type { RecordedPolicy } from '../../../shared/aws/playbooks/config-history';
import type { SealedPolicy } from '../../../shared/aws/playbooks/sealed-policy';
import type { BucketWanted } from '../../../shared/domain/bucket';
import { announcedAt, exemptionsInForce } from '../../../shared/domain/exemption';
import { describeObstacle } from '../../../shared/domain/obstacle';

import {
  type Facts,
  isThereAtFault,
  meansSame,
} from '../../../shared/playbooks/bucket-policy/decide';
import type { Opinions } from '../../../shared/playbooks/bucket-policy/opinions';
import {
  type PolicyWrite,
  policyWrites,
  writtenAround,
} from '../../../shared/playbooks/bucket-policy/policy-writes';
import { LOG_DELIVERIES } from '../../../shared/record/statements/log-deliveries';
import { TaskError } from '../task-error';
import { plannedBy } from './planned-by';
import type { Ports, Row } from './ports';
import { type Loosened, loosenedOf, toldBy, wantedOf } from './wanted';

/** All that a state may know, read anew by each: the same world gives the same facts. */
export interface Known {
  readonly row: Row;
  readonly place: BucketPlace;
  readonly bucket: Bucket;
  readonly facts: Facts;
  /** All that the change wrote of it, an empty policy where it took that away; absent where nothing is known. */
  readonly wanted?: BucketWanted;
  readonly loosened: Loosened;
  /** Where it comes from and what could not be asked, a phrase each. */
  readonly sources: readonly string[];
}

export async function rowOf({ incident }: Ports, id: string): Promise<Row> {
  const row = await incident(id);
  if (!row) throw new TaskError('Gone', `There is no incident ${id}.`);
  return row;
}

export async function factsOf(ports: Ports, incidentId: string): Promise<Known> {
  const row = await rowOf(ports, incidentId);
  const { accountId, region, subjectId } = row;
  const place = { name: subjectId.split(':').at(-1) ?? subjectId, accountId, region };
  const bucket = ports.bucket(place);
  const [now, sealed, organization] = await Promise.all([
    bucket.policy(),
    ports.sealed(row),
    ports.organization(),
  ]);
  const history = await ask('Event history', () => ports.records(place));
  const { eventId, eventTime = row.openedAt } = row.evidence ?? {};
  const of = {
    organization,
    bucket: {
      name: place.name,
      ownerAccountId: accountId,
      partition: ports.partition,
      logDeliveries: LOG_DELIVERIES,
    },
  };
  const found = row.wanted ? row.wanted.policy : (now ?? '');
  const written = writtenAround(
    policyWrites(history.said ?? [], place.name),
    eventId === undefined ? undefined : { eventId, at: eventTime },
    ({ principal, policy }) =>
      found !== undefined && !isOurs(principal) && meansSame(of, found || undefined, policy),
  );
  const changedAt = new Date(eventTime);
  const recorded =
    sealed.kind === 'known' ? {} : await ask('AWS Config', () => ports.recorded(place, changedAt));
  const before = beforeOf(sealed, recorded.said, written.before);
  const opinions = await opinionsOf(ports, bucket, { now, before: before.policy });
  const planned = await plannedOf(ports, row, bucket);
  const change = { ...of, before: before.policy, now };
  const isFound = isThereAtFault({ change, opinions: opinions.said });
  const wanted = wantedOf(row, written.wanted, isFound);
  const all = { ...row.wanted, ...(wanted && { policy: wanted.policy ?? '' }) };
  return {
    ...{ row, place, bucket },
    ...(Object.keys(all).length > 0 && { wanted: all }),
    loosened: loosenedOf(row, sealed.parts),
    facts: {
      change,
      ...(wanted && { wanted }),
      opinions: opinions.said,
      ...(planned.said?.planned && { planned: planned.said.planned }),
      isAnswered: planned.said?.isAnswered ?? false,
      ...toldBy(row),
    },
    sources: [
      before.source,
      wanted ? 'what was wanted is known' : 'what was wanted is not known',
      ...[recorded, history, ...opinions.unasked, planned].flatMap(({ why }) => why ?? []),
    ],
  };
}

/** What we put back is no change of a person. */
const isOurs = (principal: string): boolean =>
  /:assumed-role\/trailwarden-(bucket-guard|guard|spare)\//.test(principal);

interface Said<T> {
  readonly said?: T;
  readonly why?: string;
}

/** What is good to know and not needed: a refusal is said. What may succeed in seconds fails the state, which is done again. */
async function ask<T>(what: string, read: () => Promise<T>): Promise<Said<T>> {
  try {
    return { said: await read() };
  } catch (error) {
    const obstacle = classify(error);
    if (obstacle.kind !== 'denied' && obstacle.kind !== 'rejected') throw error;
    return { why: `${what} was not asked: ${describeObstacle(obstacle)}` };
  }
}

function beforeOf(
  sealed: SealedPolicy,
  recorded: RecordedPolicy | undefined,
  written: PolicyWrite | null,
): { readonly policy: string | undefined | null; readonly source: string } {
  if (sealed.kind === 'known') {
    const { policy, version, capturedAt } = sealed;
    const source = `what was there is known by the sealed baseline ${version} of ${capturedAt}`;
    return { policy, source };
  }
  if (recorded) {
    const source = `what was there is what AWS Config recorded at ${recorded.at} (${sealed.why})`;
    return { policy: recorded.policy, source };
  }
  return written
    ? {
        policy: written.policy,
        source: `what was there is what Event history has of ${written.at} (${sealed.why})`,
      }
    : { policy: null, source: `what was there is not known (${sealed.why})` };
}

interface Policies {
  readonly now: string | undefined;
  readonly before: string | undefined | null;
}

async function opinionsOf({ keepsOut }: Ports, bucket: Bucket, { now, before }: Policies) {
  const checked = (policy: string | undefined | null) =>
    ask('Access Analyzer', async () => (policy ? await keepsOut(policy) : undefined));
  const [status, checkNow, checkBefore] = await Promise.all([
    ask('GetBucketPolicyStatus', () => bucket.isPublic()),
    checked(now),
    checked(before),
  ]);
  const said: Opinions = {
    ...(status.said !== undefined && { isPublic: status.said }),
    keepsOut: {
      ...(checkNow.said !== undefined && { now: checkNow.said }),
      ...(checkBefore.said !== undefined && { before: checkBefore.said }),
    },
  };
  return { said, unasked: [status, checkNow] };
}

/** The exemption of this incident's own answer is no reason to leave it unasked: the run that declared it may have died. */
async function plannedOf(ports: Ports, row: Row, bucket: Bucket) {
  const own = ports.exemptionId(row);
  const at = ports.now().toISOString();
  const known = await ports.exemptions(row.accountId);
  const inForce = exemptionsInForce(known, row.subjectKey, at);
  const isAnswered = inForce.some(({ id }) => id === own);
  // One of another answer covers what was wanted then, and no incident is opened of that.
  const exemption =
    inForce.find(({ id, wanted }) => id !== own && !wanted) ?? announcedOf(row, own);
  const { deploymentRoles } = ports.rules;
  return ask('The tags', async () => {
    const tags = exemption ? {} : await bucket.tags();
    const actor = row.evidence?.actor;
    const planned = plannedBy({ exemption, tags, at, deploymentRoles, names: actor?.chain ?? [] });
    return { isAnswered, ...(planned && { planned }) };
  }).then((tags) => (tags.said ? tags : { ...tags, said: { isAnswered } }));
}

const announcedOf = ({ announced, evidence, openedAt }: Row, own: string) =>
  announcedAt(
    announced?.filter(({ id }) => id !== own),
    evidence?.eventTime ?? openedAt,
  );

import { accountBlockArn } from '../../../shared/domain/bucket';
import { accountSubject, isAboutAnAccount } from '../../../shared/domain/membership';
import { type Subject, trailSubject } from '../../../shared/domain/subject';
import type { Technique } from '../../../shared/domain/technique';
import { parseTrailArn } from '../../../shared/domain/trail';
import { type Protected, protectedIn } from '../../../shared/signal/protected';
import { techniques } from '../../../shared/tampering/catalogue';
import { LOG_GROUP } from '../../sandbox';
import { bucketsOf } from './deploy';
import { shopIn } from './guarded-buckets';
import type { Local } from './local';

export const mainTrailOf = (local: Local, accountId: string): Subject<'trail'> =>
  trailOf(`arn:aws:cloudtrail:${local.organization.homeRegion}:${accountId}:trail/main`);

export const organizationTrailOf = ({ organization }: Local): Subject<'trail'> =>
  trailOf(organization.organizationTrailArn);

function trailOf(text: string): Subject<'trail'> {
  const arn = parseTrailArn(text);
  if (!arn) throw new Error(`${text} is no trail.`);
  return trailSubject(arn);
}

/** The subjects that the local deployment guards besides trails, as its parameters say. */
export function guardedIn({ organization, sandbox }: Local): Protected {
  const { id, homeRegion, securityAccountId, managementAccountId, archives } = organization;
  return {
    partition: 'aws',
    homeRegion,
    securityAccountId,
    managementAccountId,
    organizationId: id,
    logArchiveAccountId: organization.logArchiveAccountId,
    buckets: bucketsOf(organization),
    keys: archives.map(({ keyArn }) => keyArn),
    logGroup: LOG_GROUP,
    topics: archives.map(({ topicArn }) => topicArn),
    guardRails: organization.guardRailArns,
    governedRegions: sandbox.world.regions,
  };
}

/** As many as the longest list of techniques, so that each is drilled on its own subject. */
export const mostOfAKind = (): number =>
  Math.max(...Object.values(techniques).map((list) => list.length));

/**
 * The subject on which a technique is drilled: where the organization has more than one, a subject that no other
 * technique of its kind uses, because an attack on the same subject joins its last incident.
 */
export function drillSubject(local: Local, technique: Technique): Subject {
  const { organization } = local;
  const { homeRegion: region, securityAccountId, memberAccountIds } = organization;
  const index = techniques[technique.subject].findIndex(({ id }) => id === technique.id);
  const accountId = memberAccountIds[index % memberAccountIds.length] ?? '';
  if (technique.id === 'demote-organization-trail') return organizationTrailOf(local);
  if (technique.subject === 'trail') return mainTrailOf(local, accountId);
  if (technique.id === 'unblock-account') {
    return { kind: 'bucket', accountId, region, id: accountBlockArn(accountId, 'aws') };
  }
  if (technique.subject === 'bucket') {
    return { kind: 'bucket', accountId, region, id: `arn:aws:s3:::${shopIn(accountId).name}` };
  }
  if (technique.id === 'close-region') return accountSubject(accountId, 'aws');
  const places = [accountId, securityAccountId].map((account) => ({ accountId: account, region }));
  const subjects = places
    .flatMap((place) => protectedIn(place, guardedIn(local)))
    .filter(
      ({ kind, id }) => kind === technique.subject && id.includes(VAULT) === isVaults(technique),
    )
    // The forwarder carries the signal of its own loss, and that of the guard's.
    .filter((one) => !isAboutAnAccount(one) && !one.id.includes(':role/trailwarden-forwarder'))
    .filter((one) => technique.drill(one).length > 0);
  // It loses its boundary for good, and the drills that follow need this role least.
  const reader = subjects.find(({ id }) => id.endsWith(':role/trailwarden-reader'));
  if (technique.id === 'bound-free-role' && reader) return reader;
  // An account's block is every bucket's: the first look finds it gone, the last may find it back.
  const isFirst = technique.subject === 'warden' || technique.id === 'open-account';
  const subject = isFirst ? subjects[0] : subjects[index % subjects.length];
  if (!subject) throw new Error(`The local organization has nothing to drill ${technique.id} on.`);
  return subject;
}

const VAULT = ':::trailwarden-vault-';
const isVaults = ({ id }: Technique): boolean => id === 'weaken-object-lock';

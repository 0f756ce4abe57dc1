import {
  guardedIn,
  mainTrailOf,
  organizationTrailOf,
} from '../../../services/cli/local/drill-subject';
import type { Local } from '../../../services/cli/local/local';
import type { Subject } from '../../../shared/domain/subject';
import type { TamperingCall, Technique } from '../../../shared/domain/technique';
import { hasRunbook } from '../../../shared/restore/runbooks/catalogue';
import { protectedIn } from '../../../shared/signal/protected';
import { allTechniques } from '../../../shared/tampering/catalogue';

/** A technique and a subject it is used on. */
export interface Hit {
  readonly technique: string;
  readonly subject: Subject;
  readonly calls: readonly TamperingCall[];
}

/** One call of a technique, in the account of its subject. */
export interface Strike {
  readonly technique: string;
  readonly subject: Subject;
  readonly call: TamperingCall;
}

export const strikesOf = ({ calls, ...on }: Hit): readonly Strike[] =>
  calls.map((call) => ({ ...on, call }));

/** Every subject of each technique that is undone without a person; KMS waits a week to destroy a key. */
export function hitsIn(local: Local): readonly (readonly Hit[])[] {
  const subjects = vulnerableIn(local);
  return allTechniques
    .filter(({ id }) => hasRunbook(id) && id !== 'destroy-key')
    .map((technique) => subjects.flatMap((subject) => hitOn(technique, subject)))
    .filter((hits) => hits.length > 0);
}

function hitOn(technique: Technique, subject: Subject): readonly Hit[] {
  if (subject.kind !== technique.subject || !fits(technique, subject)) return [];
  const calls = technique.drill(subject);
  return calls.length > 0 ? [{ technique: technique.id, subject, calls }] : [];
}

/** Some drills only hurt one of their kind; on another they would do nothing, or good. */
function fits({ id: technique }: Technique, { id }: Subject): boolean {
  if (technique === 'demote-organization-trail') return id.endsWith(':trail/organization');
  if (technique === 'weaken-object-lock') return id.includes(':::trailwarden-vault-');
  if (technique === 'close-region') return id.includes(':account/');
  return !id.includes(':account/');
}

export function vulnerableIn(local: Local): readonly Subject[] {
  const { homeRegion: region, memberAccountIds, securityAccountId } = local.organization;
  const guarded = guardedIn(local);
  const accounts = [...memberAccountIds, securityAccountId];
  const found = accounts
    .flatMap((accountId) => protectedIn({ accountId, region }, guarded))
    .filter((subject) => subject.region === region && !isLastResort(subject));
  const trails = [
    organizationTrailOf(local),
    ...accounts.map((accountId) => mainTrailOf(local, accountId)),
  ];
  return [...new Map([...trails, ...found].map((one) => [one.id, one])).values()];
}

/** Without one of these the warden cannot act at all. */
const isLastResort = ({ id }: Subject): boolean =>
  /:role\/trailwarden-(spare|responder)$|:trailwarden-signals$/.test(id);

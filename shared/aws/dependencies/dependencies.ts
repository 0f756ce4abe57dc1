import { describeKeyLocked } from '../../domain/key-locked';
import { bucketName } from '../../domain/log-bucket';
import type { Observation } from '../../domain/observation';
import type { Obstacle } from '../../domain/obstacle';
import type { Place } from '../../domain/place';
import { describeBoundaryGone, describeRoleTaken } from '../../domain/role-in-the-way';
import type { DependencyStep } from '../../domain/step';
import { type DependencyKind, isOfKind, type Parts, type Subject } from '../../domain/subject';
import type { UndoResult, UndoStep } from '../../domain/undo';
import { actingRole } from '../../domain/warden';
import { parseWardenArn } from '../../domain/warden-arn';
import { Recent } from '../connection';
import { type BucketModes, openBucketMode } from '../coverage/bucket-mode';
import type { MemberAccess } from '../member-access';
import { takeUndo } from '../undo/take-undo';
import { listBuckets } from './list-buckets';
import { observeDependency } from './observe-dependency';
import { type Pool, type ServiceClients, serviceClients } from './service-clients';
import { takeDependencyStep } from './take-dependency-step';

/** Names of the log buckets, and which others are guarded. */
interface Guarded extends BucketModes {
  readonly buckets: readonly string[];
}

/** Where something is read or written, and in which role. */
interface Target extends Place {
  readonly as: RoleName;
}

export interface Dependencies {
  readonly observe: (subject: Subject<DependencyKind>, parts: Parts) => Promise<Observation>;
  readonly take: (step: DependencyStep) => Promise<{ readonly obstacle?: Obstacle }>;
  /** The buckets of an account in this Region, as subjects. Rejects with the SDK's error. */
  readonly listBuckets: (place: Place) => Promise<readonly Subject<'bucket'>[]>;
  /** What a person must know and do about this refusal; nothing where it may end by itself. */
  readonly explain: (subject: Subject, refused: Obstacle) => Promise<string | undefined>;
  /** As trailwarden-undo, a role that exists only in accounts whose owner deployed it. */
  readonly undo: (step: UndoStep) => Promise<UndoResult>;
}

/**
 * The roles in which members are entered: the guard cannot put itself back, the spare does nothing else, and neither
 * undoes. Buckets that hold no logs have a role of their own, where an account opted in.
 */
type RoleName = 'guard' | 'spare' | 'undo' | 'buckets';

type Roles = Readonly<Record<RoleName, Pick<MemberAccess, 'announced' | 'credentials' | 'renew'>>>;

/**
 * Reads and writes of what a trail depends on. It is a separate part of the bundle, loaded when a first signal asks
 * for it: the way from a stopped trail to StartLogging needs none of these clients
 * (docs/decisions/0014-a-bundle-in-parts.md).
 */
export function openDependencies(
  roles: Roles,
  now: () => Date,
  guarded: Guarded = { buckets: [] },
): Dependencies {
  const { buckets } = guarded;
  const bucketMode = openBucketMode(guarded, now);
  const kept = new Recent<ServiceClients>(64);
  const pool: Pool = {};
  const keyOf = ({ as, accountId, region }: Target): string => `${as}/${accountId}/${region}`;
  const clientsFor = (target: Target): ServiceClients => {
    const { credentials } = roles[target.as];
    const clients =
      kept.get(keyOf(target)) ??
      serviceClients(
        { region: target.region, credentials: () => credentials(target.accountId) },
        pool,
      );
    kept.set(keyOf(target), clients);
    return clients;
  };
  /** Repeats a call with new credentials when cached ones were denied, as for trails. */
  const withAccess = async <T>(
    target: Target,
    call: (clients: ServiceClients) => Promise<T>,
    obstacleOf: (answer: T) => Obstacle | undefined,
  ): Promise<T> => {
    const askedAt = Date.now();
    const answer = await call(clientsFor(target));
    const { renew } = roles[target.as];
    if (obstacleOf(answer)?.kind !== 'denied' || !renew(target.accountId, askedAt)) return answer;
    kept.delete(keyOf(target));
    return call(clientsFor(target));
  };
  const roleFor = (what: { readonly on: string }): RoleName =>
    BUCKET.test(what.on) && !buckets.includes(bucketName(what.on)) ? 'buckets' : actingRole(what);
  /** A write: any environment may receive its record. */
  const announced =
    <T>({ as, accountId }: Target, write: (clients: ServiceClients) => Promise<T>) =>
    (clients: ServiceClients): Promise<T> =>
      roles[as].announced(accountId, () => write(clients));
  const observe: Dependencies['observe'] = (subject, parts) =>
    withAccess(
      { ...subject, as: roleFor({ on: subject.id }) },
      (clients) => observeDependency(subject, parts, clients, now, bucketMode),
      (seen: Observation) => (seen.kind === 'unreachable' ? seen.why : undefined),
    );
  return {
    observe,
    listBuckets: (place) => listBuckets(place, clientsFor({ ...place, as: 'buckets' }).s3),
    explain: async (subject, { code, call }) => {
      if (isOfKind(subject, 'key') && call === 'kms:PutKeyPolicy') {
        return describeKeyLocked(await observe(subject, new Set(['policy'])));
      }
      const part = isOfKind(subject, 'warden') ? parseWardenArn(subject.id) : undefined;
      if (part?.kind !== 'role' || !isOfKind(subject, 'warden')) return undefined;
      const isMissing = code.startsWith('NoSuchEntity');
      if (isMissing && call === 'iam:CreateRole') return describeBoundaryGone(subject);
      const isTaken = code.startsWith('EntityAlreadyExists');
      if (!isTaken && !(isMissing && call === 'iam:PutRolePermissionsBoundary')) return undefined;
      const seen = await observe(subject, new Set());
      if (isTaken) return describeRoleTaken(seen, part.path);
      return seen.kind === 'present' ? describeBoundaryGone(subject) : undefined;
    },
    take: (step) =>
      withAccess(
        { ...step, as: roleFor(step) },
        announced({ ...step, as: roleFor(step) }, (clients) => takeDependencyStep(step, clients)),
        ({ obstacle }) => obstacle,
      ),
    undo: (step) =>
      withAccess(
        { ...step, as: 'undo' },
        announced({ ...step, as: 'undo' }, (clients) => takeUndo(step, clients)),
        (result: UndoResult) => (result.kind === 'obstacle' ? result.why : undefined),
      ),
  };
}

/** A bucket, or the block of an account. */
const BUCKET = /^arn:[a-z-]+:s3::/;

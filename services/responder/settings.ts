import type { DeliveryThresholds } from '../../shared/domain/delivery';
import {
  type Env,
  neededIn,
  partsOf,
  type SealKeys,
  sealKeysIn,
} from '../../shared/domain/needed-in';
import { partitionOf } from '../../shared/domain/trail';
import type { Protected } from '../../shared/signal/protected';

/** What serverless.yml gives the responder. Read once, on the first batch. */
export interface Settings {
  readonly table: string;
  readonly guardRole: string;
  readonly spareRole: string;
  readonly signalsUrl: string;
  readonly deadLettersUrl: string;
  readonly escalateAfter: number;
  readonly delivery: DeliveryThresholds;
  /** For how long AWS may tell of nothing after a trail was started; watches outlast it. */
  readonly deafMs: number;
  /** The KMS keys that baselines are sealed with. */
  readonly sealKeys: SealKeys;
  readonly partition: string;
  /** Rows that are undone when they are reported; none by default. */
  readonly undoReported: readonly string[];
  readonly undoRole: string;
  /** Enters accounts that opted in to the guard of all buckets. */
  readonly bucketRole: string;
  readonly protected: Protected;
}

/** Throws one sentence that names the variable: a function without it cannot guard anything. */
export function readSettings(env: Env): Settings {
  const need = neededIn(env);
  const count = (name: string, otherwise: number): number => {
    const value = Number(env[name] ?? otherwise);
    if (Number.isInteger(value) && value >= 1) return value;
    throw new Error(`${name} must be a whole number of at least 1.`);
  };
  return {
    table: need('TRAILWARDEN_TABLE'),
    guardRole: need('TRAILWARDEN_GUARD_ROLE'),
    spareRole: env.TRAILWARDEN_SPARE_ROLE || 'trailwarden-spare',
    signalsUrl: need('TRAILWARDEN_SIGNALS_URL'),
    deadLettersUrl: need('TRAILWARDEN_DEAD_LETTERS_URL'),
    escalateAfter: count('TRAILWARDEN_ESCALATE_AFTER', 5),
    delivery: {
      lateAfterMs: count('TRAILWARDEN_DELIVERY_LATE_AFTER', 90) * MINUTE,
      digestLateAfterMs: count('TRAILWARDEN_DIGEST_LATE_AFTER', 180) * MINUTE,
    },
    deafMs: count('TRAILWARDEN_DEAF_SECONDS', 200) * 1_000,
    sealKeys: sealKeysIn(env),
    partition: partitionOf(env.AWS_REGION ?? ''),
    undoReported: partsOf(env.TRAILWARDEN_UNDO_REPORTED),
    undoRole: env.TRAILWARDEN_UNDO_ROLE || 'trailwarden-undo',
    bucketRole: env.TRAILWARDEN_BUCKET_ROLE || 'trailwarden-bucket-guard',
    protected: protectedBy(env),
  };
}

const MINUTE = 60_000;

/** What is guarded besides trails; a name that is missing or empty guards nothing. */
function protectedBy(env: Env): Protected {
  const text = (name: string): string | undefined => env[`TRAILWARDEN_${name}`] || undefined;
  const list = (name: string): readonly string[] => partsOf(text(name));
  const managementAccountId = text('MANAGEMENT_ACCOUNT');
  const organizationId = text('ORGANIZATION');
  const logArchiveAccountId = text('LOG_ARCHIVE_ACCOUNT');
  const logGroup = text('LOG_GROUP');
  const bucketGuard = guardIn(text('BUCKET_GUARD'));
  const homeRegion = env.AWS_REGION ?? 'us-east-1';
  return {
    partition: partitionOf(homeRegion),
    homeRegion,
    securityAccountId: text('SECURITY_ACCOUNT') ?? '',
    ...(managementAccountId && { managementAccountId }),
    ...(organizationId && { organizationId }),
    ...(logArchiveAccountId && { logArchiveAccountId }),
    ...(logGroup && { logGroup }),
    ...(bucketGuard && { bucketGuard }),
    bucketUnits: list('BUCKET_UNITS'),
    buckets: list('BUCKETS'),
    keys: list('KEYS'),
    topics: list('TOPICS'),
    guardRails: list('GUARD_RAILS'),
    governedRegions: list('REGIONS'),
  };
}

/** Which buckets without logs are guarded; nothing by default. */
function guardIn(text = 'none'): Protected['bucketGuard'] {
  if (text === 'none') return undefined;
  if (text === 'tagged' || text === 'all') return text;
  throw new Error('TRAILWARDEN_BUCKET_GUARD must be none, tagged or all.');
}

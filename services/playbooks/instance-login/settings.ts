import type { LoginDefault, LoginSettings } from '../../../shared/domain/login-facts';
import {
  type Env,
  neededIn,
  partsOf,
  type SealKeys,
  sealKeysIn,
} from '../../../shared/domain/needed-in';
import { partitionOf } from '../../../shared/domain/trail';

/** Where copies go and are examined; absent where no forensic account is set up: then snapshots stay where they are. */
export interface Forensic {
  readonly accountId: string;
  readonly role: string;
  readonly bucket: string;
  /** Of the bucket and the key. */
  readonly region: string;
  readonly keyArn: string;
  /** AVML in the bucket, and what its SHA-256 must be; absent where memory is not taken. */
  readonly memoryTool?: { readonly key: string; readonly sha256: string; readonly version: string };
  /** A clean machine; absent where volumes are kept and not examined. */
  readonly examiner?: {
    readonly imageId: string;
    readonly instanceType: string;
    readonly subnetId: string;
    readonly groupId: string;
    readonly profile: string;
  };
}

/** How a deployment wants it. */
export interface Rules {
  readonly login: LoginSettings;
  /** How long a person has to say whether a login was planned. */
  readonly seconds: number;
  /** How long one has to say whether the machine is released. */
  readonly releaseSeconds: number;
  readonly mostIsolatedAnHour: number;
  /** Change Calendars of our own account. */
  readonly calendars: readonly string[];
  /** SHA-256 of the documents that members have, by name: a changed one is not run. */
  readonly documents?: Readonly<Record<string, string>>;
}

/** What the template gives the function. Read once, on the first invocation. */
export interface Settings {
  readonly table: string;
  readonly sealKeys: SealKeys;
  readonly containmentRole: string;
  readonly collectorRole: string;
  readonly partition: string;
  readonly rules: Rules;
  readonly forensic?: Forensic;
}

/** Throws one sentence that names the variable. */
export function readSettings(env: Env): Settings {
  const need = neededIn(env);
  const whole = (name: string, otherwise: number): number => {
    if (!env[name]) return otherwise;
    const count = Number(env[name]);
    if (Number.isInteger(count) && count > 0) return count;
    throw new Error(`${name} must be a whole number above 0, not "${env[name]}".`);
  };
  const ticket = env.TRAILWARDEN_TICKET_PATTERN;
  const forensic = env.TRAILWARDEN_FORENSIC_ACCOUNT ? forensicIn(env) : undefined;
  const byDefault: LoginDefault = env.TRAILWARDEN_LOGIN_DEFAULT === 'isolate' ? 'isolate' : 'tell';
  return {
    table: need('TRAILWARDEN_TABLE'),
    sealKeys: sealKeysIn(env),
    containmentRole: env.TRAILWARDEN_CONTAINMENT_ROLE || 'trailwarden-containment',
    collectorRole: env.TRAILWARDEN_COLLECTOR_ROLE || 'trailwarden-collector',
    partition: partitionOf(need('AWS_REGION')),
    rules: {
      login: {
        ...(ticket && { ticket: new RegExp(ticket) }),
        breakGlassRoles: partsOf(env.TRAILWARDEN_BREAK_GLASS_ROLES),
        networks: partsOf(env.TRAILWARDEN_NETWORKS),
        mfaByProvider: env.TRAILWARDEN_MFA_BY_PROVIDER === 'yes',
        settledHours: whole('TRAILWARDEN_SETTLED_HOURS', 24),
        byDefault,
      },
      seconds: whole('TRAILWARDEN_LOGIN_ASK_MINUTES', 10) * 60,
      releaseSeconds: whole('TRAILWARDEN_RELEASE_ASK_HOURS', 72) * 3_600,
      mostIsolatedAnHour: whole('TRAILWARDEN_MOST_ISOLATED', 3),
      calendars: partsOf(env.TRAILWARDEN_CHANGE_CALENDARS),
      documents: Object.fromEntries(
        partsOf(env.TRAILWARDEN_DOCUMENT_HASHES).map((one) => one.split('=', 2)),
      ),
    },
    ...(forensic && { forensic }),
  };
}

function forensicIn(env: Env): Forensic {
  const need = neededIn(env);
  const tool = env.TRAILWARDEN_MEMORY_TOOL_SHA256;
  const imageId = env.TRAILWARDEN_EXAMINER_IMAGE;
  return {
    accountId: need('TRAILWARDEN_FORENSIC_ACCOUNT'),
    role: env.TRAILWARDEN_FORENSIC_ROLE || 'trailwarden-forensics',
    bucket: need('TRAILWARDEN_FORENSIC_BUCKET'),
    region: need('TRAILWARDEN_FORENSIC_REGION'),
    keyArn: need('TRAILWARDEN_FORENSIC_KEY'),
    ...(tool && {
      memoryTool: {
        sha256: tool,
        key: need('TRAILWARDEN_MEMORY_TOOL_KEY'),
        version: env.TRAILWARDEN_MEMORY_TOOL_VERSION ?? '',
      },
    }),
    ...(imageId && {
      examiner: {
        imageId,
        instanceType: env.TRAILWARDEN_EXAMINER_TYPE || 'm6i.large',
        subnetId: need('TRAILWARDEN_EXAMINER_SUBNET'),
        groupId: need('TRAILWARDEN_EXAMINER_GROUP'),
        profile: env.TRAILWARDEN_EXAMINER_PROFILE || 'trailwarden-examiner',
      },
    }),
  };
}

import {
  type Env,
  neededIn,
  partsOf,
  type SealKeys,
  sealKeysIn,
} from '../../../shared/domain/needed-in';
import { partitionOf } from '../../../shared/domain/trail';
import type { Rules } from './ports';

/** What serverless.yml gives the function. Read once, on the first invocation. */
export interface Settings {
  readonly table: string;
  readonly sealKeys: SealKeys;
  readonly guardRole: string;
  readonly organizationId: string;
  /** Where each account is looked at first: the sweep knows all accounts there. */
  readonly homeRegion: string;
  readonly partition: string;
  readonly rules: Rules;
}

/** Throws one sentence that names the variable. */
export function readSettings(env: Env): Settings {
  const need = neededIn(env);
  const whole = (name: string): number => {
    const count = Number(need(name));
    if (Number.isInteger(count) && count > 0) return count;
    throw new Error(`${name} must be a whole number above 0, not "${env[name]}".`);
  };
  return {
    table: need('TRAILWARDEN_TABLE'),
    sealKeys: sealKeysIn(env),
    guardRole: need('TRAILWARDEN_BUCKET_GUARD_ROLE'),
    organizationId: need('TRAILWARDEN_ORGANIZATION'),
    homeRegion: partsOf(need('TRAILWARDEN_REGIONS'))[0] ?? need('AWS_REGION'),
    partition: partitionOf(need('AWS_REGION')),
    rules: {
      seconds: whole('TRAILWARDEN_ASK_MINUTES') * 60,
      byDefault: need('TRAILWARDEN_ASK_DEFAULT') === 'put-back' ? 'put-back' : 'keep',
      exemptSeconds: whole('TRAILWARDEN_EXEMPT_HOURS') * 3_600,
      deploymentRoles: partsOf(env.TRAILWARDEN_DEPLOYMENT_ROLES),
    },
  };
}

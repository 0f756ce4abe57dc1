import type { Announced } from '../../../shared/domain/exemption';
import type { Planned } from '../../../shared/playbooks/bucket-policy/decide';
import { like } from '../../../shared/record/statements/like';

/** A bucket with this tag has a change until the time that is its value. */
export const CHANGE_TAG = 'trailwarden:change';

interface Signs {
  readonly exemption: Announced | undefined;
  readonly tags: Readonly<Record<string, string>>;
  readonly at: string;
  readonly deploymentRoles: readonly string[];
  /** The roles behind the call. */
  readonly names: readonly string[];
}

/** The first reason for which a change counts as planned; nothing when there is none. */
export function plannedBy({ exemption, tags, at, ...of }: Signs): Planned | undefined {
  if (exemption) {
    const { id, until, why } = exemption;
    return { covers: 'all', why: `Exempt until ${until} (${id}: ${why}).` };
  }
  const until = Date.parse(tags[CHANGE_TAG] ?? '');
  if (until > Date.parse(at))
    return { covers: 'weaker', why: `Its tag announces a change until ${tags[CHANGE_TAG]}.` };
  const role = of.names.find((name) => of.deploymentRoles.some((one) => like(one, name)));
  return role ? { covers: 'weaker', why: `${role} is a role of deployments.` } : undefined;
}

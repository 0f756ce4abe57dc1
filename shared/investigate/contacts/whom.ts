import type { TaggedPrincipal } from '../../domain/contact';
import type { Lineage, Link, Person } from '../../domain/lineage';

/** Whose contact is wanted: the human, the users and roles on the way, the account in which it happened. */
export interface Whom {
  readonly human?: Person;
  /** Nearest to the human first. */
  readonly principals: readonly TaggedPrincipal[];
  /** Every name in the chain, for patterns. */
  readonly names: readonly string[];
  readonly accountId: string;
}

export const whomOf = ({ human, links }: Lineage, accountId: string): Whom => ({
  ...(human && { human }),
  principals: links.flatMap(taggedOf).reverse(),
  names: links.map(({ principal }) => principal).reverse(),
  accountId,
});

/** Only users and roles have tags; roles that AWS made belong to no person. */
function taggedOf({ kind, principal }: Link): readonly TaggedPrincipal[] {
  const [, user, name] = /^arn:[a-z-]+:iam::(\d{12}):user\/(?:.*\/)?([^/]+)$/.exec(principal) ?? [];
  if (kind === 'user' && user && name) return [{ kind: 'user', accountId: user, name }];
  const [, account, role] =
    /^arn:[a-z-]+:sts::(\d{12}):assumed-role\/([^/]+)\//.exec(principal) ?? [];
  const isOurs = kind === 'session' && account && role && !role.startsWith('AWSReservedSSO_');
  return isOurs ? [{ kind: 'role', accountId: account, name: role }] : [];
}

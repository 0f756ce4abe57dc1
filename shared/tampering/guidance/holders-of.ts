import type { Link, Person } from '../../domain/lineage';
import type { Contained, Holder } from './holder';

/**
 * All who are behind an incident, each once: the chain from its origin to the call, then the caller,
 * then all others who had a hand in it.
 */
export function holdersOf({ lineage, evidence, actors = [] }: Contained): readonly Holder[] {
  const human = lineage?.human;
  const links = (lineage?.links ?? []).toReversed();
  const actor = evidence?.actor;
  const found = [
    ...(human?.kind === 'identity-center' ? [ofPerson(human)] : []),
    ...links.flatMap((link, index) => ofLink(link, { human, of: links[index + 1] })),
    ...(actor ? ofPrincipal(actor.principal, actor.accessKeyId, actor.type) : []),
    ...actors.flatMap((principal) => ofPrincipal(principal)),
  ];
  const known = found.some(({ kind }) => kind === 'identity-center');
  return merged(
    found.flatMap((holder) => {
      // Only IAM Identity Center may change its roles: the user behind it is stopped instead.
      if (holder.kind !== 'role' || !holder.name.startsWith('AWSReservedSSO_')) return [holder];
      return known ? [] : [{ kind: 'identity-center', name: holder.sessions[0] ?? '' }];
    }),
  );
}

interface Around {
  readonly human: Person | undefined;
  /** The link that it led to: of a key, its user. */
  readonly of: Link | undefined;
}

function ofLink({ kind, principal }: Link, { human, of }: Around): readonly Holder[] {
  if (kind === 'identity-center') return human?.kind === kind ? [] : [{ kind, name: principal }];
  if (kind === 'service') return principal.startsWith('arn:') ? [] : [{ kind, name: principal }];
  if (kind === 'federated' && !principal.includes(':federated-user/')) return [{ kind }];
  if (kind === 'access-key') return of ? ofPrincipal(of.principal, principal) : [];
  return ofPrincipal(principal);
}

const ofPerson = ({ name, userId, identityStoreId }: Person): Holder => ({
  kind: 'identity-center',
  name,
  ...(userId && { userId }),
  ...(identityStoreId && { identityStoreId }),
});

const ARN = /^arn:([a-z-]+):(?:iam|sts)::(\d{12}):(root|[a-z-]+\/.+)$/;

function ofPrincipal(principal: string, key?: string, type?: string): readonly Holder[] {
  const [, partition = 'aws', accountId = '', resource = ''] = ARN.exec(principal) ?? [];
  const [kind, ...rest] = resource.split('/');
  const name = rest.at(-1) ?? '';
  switch (kind) {
    case 'root':
      return [{ kind, accountId, partition }];
    case 'user':
      return [{ kind, accountId, name, keys: ownKeys(key) }];
    case 'role':
      return [{ kind, accountId, partition, name, sessions: [] }];
    case 'assumed-role': {
      const [role = '', session = ''] = rest;
      return [{ kind: 'role', accountId, partition, name: role, sessions: [session] }];
    }
    case 'federated-user':
      return [{ kind, accountId, name }];
    default:
      return type === 'AWSService' ? [{ kind: 'service', name: principal }] : [];
  }
}

const ownKeys = (key: string | undefined): readonly string[] =>
  key !== undefined && /^AKIA[A-Z0-9]{12,124}$/.test(key) ? [key] : [];

/** One of each, where it came first, with the keys and sessions of all. */
function merged(holders: readonly Holder[]): readonly Holder[] {
  const byId = new Map<string, Holder>();
  for (const holder of holders) {
    const id = idOf(holder);
    const before = byId.get(id);
    byId.set(id, before ? united(before, holder) : holder);
  }
  return [...byId.values()];
}

const idOf = (holder: Holder): string =>
  [
    holder.kind,
    'accountId' in holder ? holder.accountId : '',
    'name' in holder ? holder.name : '',
  ].join(' ');

function united(one: Holder, other: Holder): Holder {
  if (one.kind === 'user' && other.kind === 'user') {
    return { ...one, keys: [...new Set([...one.keys, ...other.keys])] };
  }
  if (one.kind === 'role' && other.kind === 'role') {
    return { ...one, sessions: [...new Set([...one.sessions, ...other.sessions])] };
  }
  return one;
}

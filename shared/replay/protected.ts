/**
 * What is worth guarding, by kind, as `--protected` lists it: ARNs or bare names. A bare name is meant in
 * every account and Region.
 */
export const protectedKinds = [
  'trails',
  'buckets',
  'keys',
  'logGroups',
  'topics',
  'roles',
  'functions',
  'rules',
  'accounts',
  'regions',
  'policies',
  'eventBuses',
  'queues',
  'tables',
  'stacks',
  'stackSets',
  'stateMachines',
  'schedules',
  'parameters',
  'alarms',
  'destinations',
  'keyStores',
  'identityProviders',
  'delegatedAdministrators',
] as const;

export type ProtectedKind = (typeof protectedKinds)[number];

export type Protected = { readonly [K in ProtectedKind]?: readonly string[] };

/** Where a bare name is resolved. */
export interface Place {
  readonly accountId?: string;
  readonly region?: string;
}

interface Named extends Place {
  readonly name: string;
}

/** Is one of these names, typed by a caller in this place, on the list? */
export function protects(
  entries: readonly string[] | undefined,
  targets: readonly string[],
  place: Place,
): boolean {
  if (!entries || entries.length === 0) return false;
  const wanted = entries.map((entry) => named(entry, {}));
  return targets
    .map((target) => named(target, place))
    .some((target) => wanted.some((entry) => isSame(entry, target)));
}

const isSame = (one: Named, other: Named): boolean =>
  one.name === other.name &&
  agree(one.accountId, other.accountId) &&
  agree(one.region, other.region);

/** Not knowing does not tell them apart: a look too many is better than none. */
const agree = (one: string | undefined, other: string | undefined): boolean =>
  one === undefined || other === undefined || one === other;

/**
 * A name taken apart. ARNs end in `name`, `kind/name`, `kind:name`, with a path or a qualifier; queues come
 * as URLs, functions also as `123456789012:function:name`.
 */
function named(written: string, place: Place): Named {
  const [scheme, , service = '', region, accountId, ...rest] = written.split(':');
  if (scheme === 'arn') {
    // A bucket's ARN has neither account nor Region: its name is the world's.
    const name = nameOf(service, rest.join(':'));
    return { name, ...(accountId && { accountId }), ...(region && { region }) };
  }
  const queue = /^https:\/\/[^/]+\/(\d{12})\/([^/]+)$/.exec(written);
  if (queue?.[1] && queue[2]) return { ...place, accountId: queue[1], name: queue[2] };
  const func = /^(\d{12}):function:([^:]+)/.exec(written);
  if (func?.[1] && func[2]) return { ...place, accountId: func[1], name: func[2] };
  return { ...place, name: written.replace(/:\*$/, '') };
}

function nameOf(service: string, resource: string): string {
  switch (service) {
    case 's3':
      return resource.split('/')[0] ?? resource;
    case 'lambda':
      return resource.split(':')[1] ?? resource;
    case 'logs':
      return resource.replace(/^log-group:|^destination:/, '').replace(/:.*$/, '');
    case 'cloudformation':
      return resource.split('/')[1]?.split(':')[0] ?? resource;
    case 'kms':
      return resource.replace(/^key\//, '');
    case 'ssm':
      return resource.replace(/^parameter/, '');
    case 'sqs':
    case 'sns':
      return resource.split(':')[0] ?? resource;
    case 'cloudwatch':
    case 'states':
      return resource.split(':')[1] ?? resource;
    default:
      return resource.split('/').at(-1) ?? resource;
  }
}

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

export type ProtectedNames = { readonly [K in ProtectedKind]?: readonly string[] };

/** Where a bare name is resolved. */
interface NameScope {
  readonly accountId?: string;
  readonly region?: string;
}

/** A queue's URL as SQS gives it today, whichever of its older ones or what part of one was typed. */
export function queueUrlOf(written: string, place: NameScope): string {
  const { region, accountId, name } = named(written, place);
  if (!region || !accountId) return written;
  const suffix = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  return `https://sqs.${region}.${suffix}/${accountId}/${name}`;
}

interface Named extends NameScope {
  readonly name: string;
}

/** IAM tells no two names apart by case ([D] API_CreateRole), so a record may have one in any letters. */
const CASELESS: ReadonlySet<ProtectedKind> = new Set(['roles', 'policies']);

/** Is one of these names, typed by a caller in this place, on the list? */
export function protects(
  entries: readonly string[] | undefined,
  targets: readonly string[],
  place: NameScope,
  kind?: ProtectedKind,
): boolean {
  if (!entries || entries.length === 0) return false;
  const isCaseless = kind !== undefined && CASELESS.has(kind);
  const read = (written: string, where: NameScope) =>
    named(isCaseless ? written.toLowerCase() : written, where);
  const wanted = entries.map((entry) => read(entry, {}));
  return targets
    .map((target) => read(target, place))
    .some((target) => wanted.some((entry) => isSame(entry, target)));
}

const isSame = (one: Named, other: Named): boolean =>
  one.name === other.name &&
  agree(one.accountId, other.accountId) &&
  agree(one.region, other.region);

/** Not knowing does not tell them apart: a look too many is better than none. */
const agree = (one: string | undefined, other: string | undefined): boolean =>
  one === undefined || other === undefined || one === other;

/** What is meant, whether its ARN was typed, a part of that, an id, a URL, or a name with a qualifier. */
export const bareNameOf = (written: string): string => named(written, {}).name;

/** `us-east-1:123456789012:function:name`, from any of its colons on. [D] lambda API, FunctionName */
const FUNCTION = /^(?:([a-z]{2,4}(?:-[a-z]+)+-\d):)?(?:(\d{12}):)?function:([^:]+)/;
/** A function's account and name; a function's name and qualifier, a StackSet's and its GUID. */
const OF_ACCOUNT = /^(\d{12}):([^:]+)$/;
const QUALIFIED = /^([\w-]+):(?:\$LATEST|[\w-]+)$/;
/** By whichever host, or none: SQS goes by the path. */
const QUEUE = /^(?:https?:\/\/[^/]+)?\/?(\d{12})\/([^/]+)\/?$/;
/** What is left of an ARN from its resource on. */
const PARTIAL = /^(?:table|eventdatastore|stackset|stack|rule|schedule)\/(.+)$/;

/**
 * A name taken apart. ARNs end in `name`, `kind/name`, `kind:name`, with a path or a qualifier; queues come
 * as URLs, and functions under each name that Lambda takes.
 */
function named(written: string, place: NameScope): Named {
  const [scheme, , service = '', region, accountId, ...rest] = written.split(':');
  if (scheme === 'arn') {
    // A bucket's ARN has neither account nor Region: its name is the world's.
    const name = nameOf(service, rest.join(':'));
    return { name, ...(accountId && { accountId }), ...(region && { region }) };
  }
  const queue = QUEUE.exec(written);
  if (queue?.[1] && queue[2]) return { ...place, accountId: queue[1], name: queue[2] };
  const [, inRegion, owner, func] = FUNCTION.exec(written) ?? [];
  if (func) {
    return {
      ...{ ...place, name: func },
      ...(owner && { accountId: owner }),
      ...(inRegion && { region: inRegion }),
    };
  }
  const [, of, whole] = OF_ACCOUNT.exec(written) ?? [];
  if (of && whole) return { ...place, accountId: of, name: whole };
  const name = QUALIFIED.exec(written)?.[1] ?? PARTIAL.exec(written)?.[1];
  return { ...place, name: name?.split('/')[0] ?? written.replace(/:\*$/, '') };
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

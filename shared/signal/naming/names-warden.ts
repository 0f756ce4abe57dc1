import type { Subject } from '../../domain/subject';
import { boundaryOf, parseWardenArn, type WardenArn } from '../../domain/warden-arn';
import { type NamedCall, textOf } from './call';

/**
 * Calls name a rule by name and bus (absent: the default one; a bus may be given by its ARN), a role by
 * name, and a queue by a URL that ends in account and name. IAM's calls come from another Region than
 * the role's own.
 */
export function namesWarden(
  { id, accountId, region }: Subject<'warden'>,
  call: NamedCall,
): boolean {
  const part = parseWardenArn(id);
  if (!part) return false;
  if (part.kind === 'queue') return call.region === region && namesQueue(part, accountId, call);
  if (call.accountId !== accountId) return false;
  if (part.kind === 'role') return namesRole(id, part, call);
  return call.region === region && (part.kind === 'rule' ? namesRule : namesBus)(part, call);
}

function namesRule(part: WardenArn, call: NamedCall): boolean {
  const isOfBus = /EventBus$|Permission$/.test(call.eventName);
  const bus = busName(textOf(call, 'eventBusName'));
  return (
    part.kind === 'rule' &&
    !isOfBus &&
    bus === part.busName &&
    textOf(call, 'rule', 'name') === part.name
  );
}

function namesBus({ name }: WardenArn, call: NamedCall): boolean {
  if (call.eventName.endsWith('EventBus')) return busName(textOf(call, 'name')) === name;
  return call.eventName.endsWith('Permission') && busName(textOf(call, 'eventBusName')) === name;
}

const busName = (said = 'default'): string =>
  said.startsWith('arn:') ? said.slice(said.indexOf('/') + 1) : said;

/**
 * The owner is in the URL: a caller of another account has a record too. Its host may be one of several, and AWS goes
 * by the path alone.
 */
function namesQueue({ name }: WardenArn, accountId: string, call: NamedCall): boolean {
  const said = textOf(call, 'queueUrl', 'queueName') ?? '';
  const [, owner = call.accountId, called] = /(?:(\d{12})\/)?([^/]+)\/?$/.exec(said) ?? [];
  return owner === accountId && called === name;
}

/** A policy that bounds it is named by its ARN, and by its name alone where it is made. */
function namesRole(id: string, { name }: WardenArn, call: NamedCall): boolean {
  if (!/Policy(Version)?$/.test(call.eventName) || textOf(call, 'roleName') !== undefined)
    return isSame(textOf(call, 'roleName'), name);
  const boundary = boundaryOf(id) ?? '';
  return (
    boundary !== '' &&
    (isSame(textOf(call, 'policyArn'), boundary) ||
      isSame(textOf(call, 'policyName'), boundary.split('/')[1] ?? ''))
  );
}

/** IAM knows no two roles that differ by case only. [D] API_CreateRole */
const isSame = (said: string | undefined, name: string): boolean =>
  said?.toLowerCase() === name.toLowerCase();

import { isInRange, readOperator } from './conditions';
import { accountIn } from './covers';
import { LOG_DELIVERIES } from './log-deliveries';
import type { Condition, PolicyStatement } from './statement';

/** The organization as far as a policy can name it. */
export interface Organization {
  readonly id?: string;
  readonly accountIds: readonly string[];
  /** Accounts of others that are let in on purpose: a backup service, a partner. */
  readonly trustedAccountIds?: readonly string[];
  /** Address ranges (`203.0.113.0/24`), VPCs and VPC endpoints that are ours: AWS does not tell whose they are. */
  readonly trustedNetworks?: readonly string[];
}

/** How far a statement that allows reaches, and the one who shows it. */
export interface Reach {
  readonly kind: 'public' | 'outside-organization' | 'wider';
  readonly who: string;
}

/**
 * Whom a statement lets in. A wildcard is not public where a condition holds the caller to fixed values of one of
 * `FIXING`; whose values they are then tells inside from outside, and what cannot be told is outside: any stranger may have
 * a VPC, and an address is not an account.
 */
export function reachOf(
  { principals, conditions }: PolicyStatement,
  organization: Organization,
  ownerAccountId: string,
): Reach {
  const ours = { ...organization, accountIds: accountsOf(organization, ownerAccountId) };
  const fixing = conditions.filter(fixesCaller);
  const isOpen = principals.isAllBut || principals.items.some(isAnyCaller);
  const inside = fixing.find(
    ({ key, values }) =>
      // A stranger who is named may stand in a network of ours.
      (isOpen || FIXING.get(key) !== 'network') && values.every((one) => isOurs(key, one, ours)),
  );
  if (inside) return { kind: 'wider', who: textOf(inside) };
  if (isOpen) {
    const [first] = fixing;
    return first
      ? { kind: 'outside-organization', who: textOf(first) }
      : { kind: 'public', who: 'Everyone on the internet' };
  }
  const stranger = principals.items.find((one) => isStranger(one, ours.accountIds));
  if (stranger !== undefined) return { kind: 'outside-organization', who: nameOf(stranger) };
  const foreign = fixing.find(({ key, values }) => values.some((one) => isForeign(key, one, ours)));
  const service = principals.items.find((one) => one.startsWith('Service:') && !DELIVER.has(one));
  if (service !== undefined && fixing.length === 0) {
    return { kind: 'outside-organization', who: `${namesOf([service])} for any account` };
  }
  // A service acts for whom the condition names; a caller with an account of ours is ours in any case.
  if (foreign && principals.items.some((one) => one.startsWith('Service:'))) {
    return {
      kind: 'outside-organization',
      who: `${namesOf(principals.items)} for ${valuesOf(foreign)}`,
    };
  }
  return { kind: 'wider', who: namesOf(principals.items) };
}

const accountsOf = ({ accountIds, trustedAccountIds = [] }: Organization, owner: string) => [
  owner,
  ...accountIds,
  ...trustedAccountIds,
];

/** What a key that holds the caller fast says of it. */
type Fixes = 'account' | 'arn' | 'organization' | 'path' | 'network' | 'other';

/**
 * [D] access-control-block-public-access, "The meaning of public". `aws:SourceOwner` stands there too, and AWS answers
 * IsPublic all the same, so it is not here.
 */
const FIXING: ReadonlyMap<string, Fixes> = new Map<string, Fixes>([
  ['aws:principalaccount', 'account'],
  ['aws:principalarn', 'arn'],
  ['aws:principalorgid', 'organization'],
  ['aws:principalorgpaths', 'path'],
  ['aws:sourceaccount', 'account'],
  ['aws:sourcearn', 'arn'],
  ['aws:sourceorgid', 'organization'],
  ['aws:sourceorgpaths', 'path'],
  ['aws:sourceip', 'network'],
  ['aws:sourcevpc', 'network'],
  ['aws:sourcevpce', 'network'],
  ['aws:userid', 'other'],
  ['s3:dataaccesspointaccount', 'account'],
  ['s3:dataaccesspointarn', 'arn'],
  ['s3:x-amz-server-side-encryption-aws-kms-key-id', 'other'],
]);

const COMPARING = /^(foranyvalue:)?(string(equals|equalsignorecase|like)|arnlike|ipaddress)$/;

/** `IfExists` and `ForAllValues` ask nothing of a caller without the key. */
function fixesCaller({ operator, key, values }: Condition): boolean {
  const { base, isNegated, ifExists } = readOperator(operator);
  if (isNegated || ifExists || !COMPARING.test(base) || !FIXING.has(key)) return false;
  return values.length > 0 && values.every((value) => isFixed(base, key, value));
}

/**
 * No wildcard and no variable. An ARN may have wildcards beside its account, as AWS says of access points, and a path
 * behind its organization: whose it is, is fixed. Before the account, only where a star does not reach over a colon.
 */
function isFixed(base: string, key: string, value: string): boolean {
  if (value === '' || value.includes('${')) return false;
  if (key === 'aws:sourceip') return isNarrow(value);
  const fixes = FIXING.get(key);
  if (fixes === 'arn' && accountIn(value) !== undefined) {
    return base.endsWith('arnlike') || /^(arn:[^*?]*:\d{12}:|[^*?]*$)/.test(value);
  }
  return !/[*?]/.test(fixes === 'path' ? (value.split('/')[0] ?? '') : value);
}

/** AWS takes what is broader than /8, or /32 of IPv6, for every address. What is no range is not narrow either. */
function isNarrow(range: string): boolean {
  const [, address = '', bits] = /^([\da-f:.]+)(?:\/(\d+))?$/i.exec(range) ?? [];
  return address !== '' && (bits === undefined || Number(bits) >= (address.includes(':') ? 32 : 8));
}

function isOurs(
  key: string,
  value: string,
  { id, accountIds, trustedNetworks = [] }: Organization,
) {
  switch (FIXING.get(key)) {
    case 'account':
      return accountIds.includes(value);
    case 'arn':
      return accountIds.includes(accountIn(value) ?? '');
    case 'organization':
      return value === id;
    case 'path':
      return id !== undefined && value.startsWith(`${id}/`);
    case 'network':
      return trustedNetworks.some((network) => isInRange(network, value));
    default:
      return false;
  }
}

/** An account or organization that is certainly not ours; the ARN of a bucket has no account. */
const isForeign = (key: string, value: string, ours: Organization): boolean =>
  FIXING.get(key) === 'arn'
    ? accountIn(value) !== undefined && !isOurs(key, value, ours)
    : ['account', 'organization', 'path'].includes(FIXING.get(key) ?? '') &&
      !isOurs(key, value, ours);

/** An account of Google, Facebook or any Cognito pool is open to all. */
const isAnyCaller = (principal: string): boolean =>
  principal === '*' || (principal.startsWith('Federated:') && accountOf(principal) === undefined);

/** A principal that was deleted reads `AROA…`; made again under its name, it is another. */
export const namesDeletedOnly = ({ principals: { isAllBut, items } }: PolicyStatement): boolean =>
  !isAllBut && items.every((one) => /^A(RO|ID)A[A-Z0-9]+$/.test(one));

/** A canonical id does not tell its account. */
const isStranger = (principal: string, accountIds: readonly string[]): boolean =>
  !principal.startsWith('Service:') && !accountIds.includes(accountOf(principal) ?? '');

/**
 * Any other service reads for anyone who asks it to: a distribution of CloudFront in a stranger's account is let in as well
 * ([D] confused-deputy). These only write what they deliver.
 */
const DELIVER: ReadonlySet<string> = new Set(LOG_DELIVERIES.map((one) => `Service:${one}`));

const accountOf = (principal: string): string | undefined =>
  accountIn(principal.replace(/^Federated:/, ''));

function nameOf(principal: string): string {
  const account = accountOf(principal);
  return account === undefined
    ? `${principal.replace(/^\w+:/, '')}, of no account that is known,`
    : `Account ${account}, which is not of the organization,`;
}

const namesOf = ([first = '', ...others]: readonly string[]): string => {
  const name = first
    .replace(/^Service:/, '')
    .replace(/^arn:[^:]*:iam::(\d{12}):root$/, 'Account $1');
  return others.length > 0 ? `${name} and ${others.length} more` : name;
};

const textOf = (condition: Condition): string =>
  `A caller with ${condition.name} ${valuesOf(condition)}`;

const valuesOf = ({ values }: Condition): string => values.join(' or ');

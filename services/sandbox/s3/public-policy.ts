import { listOf, type PolicyDocument, type Statement } from '../iam/policy-document';

/** Whether S3 counts a policy as public: callers who are not named may do something. */
export const isPublicPolicy = (document: PolicyDocument): boolean =>
  publicStatements(document).length > 0;

/** The statements that make a policy public, by their places in it. [D] access-control-block-public-access */
export function publicStatements(document: PolicyDocument): readonly number[] {
  return listOf(document.Statement).flatMap((statement, index) =>
    statement.Effect === 'Allow' && namesEverybody(statement) && !isNarrowed(statement)
      ? [index]
      : [],
  );
}

function namesEverybody({ Principal }: Statement): boolean {
  if (Principal === undefined) return false;
  return (
    Principal === '*' || listOf(typeof Principal === 'string' ? [] : Principal.AWS).includes('*')
  );
}

/** Conditions that, with fixed values, keep a policy from being public. `aws:SourceOwner` does not. [R] */
const narrowing = new Set(
  [
    'aws:PrincipalArn',
    'aws:PrincipalAccount',
    'aws:PrincipalOrgID',
    'aws:PrincipalOrgPaths',
    'aws:SourceArn',
    'aws:SourceAccount',
    'aws:SourceOrgID',
    'aws:SourceOrgPaths',
    'aws:SourceVpc',
    'aws:SourceVpce',
    'aws:SourceIp',
    'aws:userid',
    's3:DataAccessPointAccount',
    's3:DataAccessPointArn',
    's3:x-amz-server-side-encryption-aws-kms-key-id',
  ].map((key) => key.toLowerCase()),
);

/** `Not…` lets in all others, and `…IfExists` and `ForAllValues` those without the key. */
const comparing =
  /^(ForAnyValue:)?(String(Equals|EqualsIgnoreCase|Like)|Arn(Equals|Like)|IpAddress)$/;

function isNarrowed({ Condition = {} }: Statement): boolean {
  return Object.entries(Condition).some(
    ([operator, keys]) =>
      comparing.test(operator) &&
      Object.entries(keys).some(
        ([key, values]) =>
          narrowing.has(key.toLowerCase()) &&
          listOf(values).every((value) => isFixed(key.toLowerCase(), String(value))),
      ),
  );
}

/** No wildcard and no variable; in an ARN, wildcards only behind the account. */
function isFixed(key: string, value: string): boolean {
  if (value === '' || value.includes('${')) return false;
  if (key === 'aws:sourceip') return isNarrowRange(value);
  if (key.endsWith('arn')) return /^arn:[^*?]*:\d{12}:/.test(value) || !/[*?]/.test(value);
  if (key.endsWith('orgpaths')) return !/[*?]/.test(value.split('/')[0] ?? '');
  return !/[*?]/.test(value);
}

/** Broader than /8, or /32 of IPv6, counts as every address. */
function isNarrowRange(range: string): boolean {
  const [address = '', bits = '128'] = range.split('/');
  return Number(bits) >= (address.includes(':') ? 32 : 8);
}

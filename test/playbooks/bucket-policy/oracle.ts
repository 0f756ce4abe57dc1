import { BUCKET, OWNER, SIBLING, STRANGER, type Statement } from './a-change';

/** One call, as IAM sees it. */
interface Request {
  readonly who: string;
  /** Whether a policy of IAM lets the caller do it, which in the owner's account is enough with a root named. */
  readonly byIam: boolean;
  readonly action: string;
  readonly resource: string;
  readonly keys: Statement;
}

const list = (value: unknown): readonly string[] => [value].flat() as readonly string[];

const patterns = new Map<string, RegExp>();

function matches(pattern: string, text: string): boolean {
  const escaped = pattern.replace(/[.+^$()|[\]\\{}]/g, '\\$&');
  const known =
    patterns.get(pattern) ?? new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`);
  patterns.set(pattern, known);
  return known.test(text);
}

function isNamed(statement: Statement, request: Request): boolean {
  const names = (statement.Principal ?? statement.NotPrincipal) as string | Statement;
  const isOne =
    names === '*' ||
    Object.entries(names).some(([type, some]) =>
      list(some).some((one) => {
        if (type === 'Service') return request.who === one;
        const account = /^arn:aws:iam::(\d{12}):root$/.exec(one)?.[1];
        if (account === undefined) return one === '*' || one === request.who;
        const isThere = request.who.includes(`::${account}:`);
        return isThere && (statement.Effect === 'Deny' || account !== OWNER || request.byIam);
      }),
    );
  return isOne === (statement.Principal !== undefined);
}

function isIn(statement: Statement, element: string, text: string): boolean {
  const isOne = list(statement[element] ?? statement[`Not${element}`]).some((one) =>
    matches(one, text),
  );
  return isOne === (statement[element] !== undefined);
}

/** The ranges of these tests, by where they end. */
const isInRange = (range: string, address: string): boolean => {
  const [from = 0, size = 0] =
    (
      {
        '198.51.100.0/24': [0, 256],
        '198.51.100.8/29': [8, 8],
        '203.0.113.0/24': [1_000, 256],
      } as Record<string, number[]>
    )[range] ?? [];
  const [begin, , , last] = address.split('.').map(Number);
  const at = (last ?? 0) + (begin === 203 ? 1_000 : 0);
  return at >= from && at < from + size;
};

function isMet(operator: string, values: readonly string[], sent: unknown): boolean {
  const isNot = operator.includes('Not');
  if (sent === undefined) return isNot || operator.endsWith('IfExists');
  const isOne = values.some((one) => {
    if (operator.includes('IpAddress')) return isInRange(one, String(sent));
    return operator.includes('Like') ? matches(one, String(sent)) : one === sent;
  });
  return isOne !== isNot;
}

const applies = (statement: Statement, request: Request): boolean =>
  isIn(statement, 'Action', request.action) &&
  isIn(statement, 'Resource', request.resource) &&
  isNamed(statement, request) &&
  Object.entries((statement.Condition ?? {}) as Record<string, Statement>).every(
    ([operator, keys]) =>
      Object.entries(keys).every(([key, values]) =>
        isMet(operator, list(values), request.keys[key]),
      ),
  );

/** What a policy says of a call: by the letter of IAM, one call at a time. */
export function evaluate(
  all: readonly Statement[],
  request: Request,
): 'allowed' | 'denied' | 'neither' {
  const effects = all.filter((one) => applies(one, request)).map(({ Effect }) => Effect);
  if (effects.includes('Deny')) return 'denied';
  return effects.includes('Allow') ? 'allowed' : 'neither';
}

/** Every call that the policies of these tests can tell apart. */
export const requests: readonly Request[] = [OWNER, SIBLING, STRANGER]
  .flatMap((account) =>
    ['app', 'other'].map((role) => ({
      who: `arn:aws:iam::${account}:role/${role}`,
      orgs: account === STRANGER ? ['o-other', undefined] : ['o-ours'],
    })),
  )
  .concat({ who: 'cloudtrail.amazonaws.com', orgs: [undefined] })
  .flatMap(({ who, orgs }) => orgs.map((org) => ({ who, org })))
  .flatMap((one) =>
    ['s3:GetObject', 's3:PutObject', 's3:PutBucketPolicy', 's3:GetBucketAcl'].flatMap((action) =>
      [BUCKET, `${BUCKET}/a/1`, `${BUCKET}/a/12`, `${BUCKET}/b`].flatMap((resource) =>
        ['198.51.100.9', '198.51.100.77', undefined].flatMap((address) =>
          ['aws:kms', 'AES256', undefined].flatMap((encryption) =>
            [true, false].map((flag) => ({
              who: one.who,
              byIam: flag,
              action,
              resource,
              keys: {
                'aws:SecureTransport': String(flag !== (action === 's3:PutObject')),
                'aws:PrincipalOrgID': one.org,
                'aws:SourceIp': address,
                's3:x-amz-server-side-encryption': encryption,
              },
            })),
          ),
        ),
      ),
    ),
  );

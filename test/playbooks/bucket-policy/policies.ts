import fc from 'fast-check';
import {
  aPolicy,
  BUCKET,
  OBJECTS,
  OWNER,
  root,
  SIBLING,
  STRANGER,
  type Statement,
} from './a-change';

/** Statements of few words, so that two of them often touch. */
const principal = fc.oneof(
  fc.constant('*' as unknown),
  fc
    .subarray(
      [
        root(OWNER),
        root(SIBLING),
        root(STRANGER),
        `arn:aws:iam::${OWNER}:role/app`,
        `arn:aws:iam::${SIBLING}:role/app`,
      ],
      { minLength: 1, maxLength: 3 },
    )
    .map((AWS) => ({ AWS })),
  fc.constant({ Service: ['cloudtrail.amazonaws.com'] }),
);

const actions = fc.subarray(
  ['s3:*', 's3:Get*', 's3:GetObject', 's3:PutObject', 's3:PutBucketPolicy', 's3:GetBucketAcl'],
  { minLength: 1, maxLength: 3 },
);

const resources = fc.subarray([BUCKET, OBJECTS, `${BUCKET}*`, `${BUCKET}/a/*`, `${BUCKET}/a/?`], {
  minLength: 1,
  maxLength: 3,
});

const condition = fc.constantFrom<Statement>(
  { Bool: { 'aws:SecureTransport': ['false'] } },
  { Bool: { 'aws:SecureTransport': ['true'] } },
  { StringEquals: { 'aws:PrincipalOrgID': ['o-ours'] } },
  { StringEquals: { 'aws:PrincipalOrgID': ['o-other', 'o-ours'] } },
  { StringNotEquals: { 'aws:PrincipalOrgID': ['o-ours'] } },
  { StringNotEquals: { 'aws:PrincipalOrgID': ['o-other', 'o-ours'] } },
  { StringLike: { 'aws:PrincipalOrgID': ['o-*'] } },
  { StringLikeIfExists: { 'aws:PrincipalOrgID': ['o-o*'] } },
  { IpAddress: { 'aws:SourceIp': ['198.51.100.0/24'] } },
  { IpAddress: { 'aws:SourceIp': ['198.51.100.8/29', '203.0.113.0/24'] } },
  { NotIpAddress: { 'aws:SourceIp': ['198.51.100.0/24'] } },
  { NotIpAddress: { 'aws:SourceIp': ['198.51.100.8/29'] } },
  { StringNotEquals: { 's3:x-amz-server-side-encryption': ['aws:kms'] } },
  { StringNotEquals: { 's3:x-amz-server-side-encryption': ['aws:kms', 'AES256'] } },
);

const conditions = fc
  .array(condition, { maxLength: 2 })
  .map((some) => Object.assign({}, ...some) as Statement);

/** Or all but what it names: of an Allow, S3 refuses `NotPrincipal`. */
const except = (statement: Statement, element: string): Statement => {
  const { [element]: named, ...rest } = statement;
  return { ...rest, [`Not${element}`]: named };
};

export const statement: fc.Arbitrary<Statement> = fc
  .record({
    Effect: fc.constantFrom('Allow', 'Deny'),
    Principal: principal,
    Action: actions,
    Resource: resources,
    Condition: conditions,
    not: fc.constantFrom(
      undefined,
      undefined,
      undefined,
      undefined,
      'Action',
      'Resource',
      'Principal',
    ),
  })
  .map(({ not, ...one }) =>
    not === undefined || (not === 'Principal' && (one.Effect === 'Allow' || one.Principal === '*'))
      ? one
      : except(one, not),
  );

export const aDeny = statement.filter(({ Effect }) => Effect === 'Deny');

export const statements = fc.array(statement, { maxLength: 4 });

const named = (some: readonly Statement[]): string =>
  aPolicy(...some.map((one, at) => ({ Sid: `S${at}`, ...one })));

/** Two policies as an attack or a deployment leaves them: some statements stay, some go, some come. */
export const twoPolicies = fc
  .record({ stays: statements, goes: statements, comes: statements })
  .map(({ stays, goes, comes }) => ({
    before: [...stays, ...goes],
    now: [...comes, ...stays],
  }))
  .map(({ before, now }) => ({ before: named(before), now: named(now) }));

/** Two policies of one statement that differ in what it names or asks, and in nothing else. */
export const twoStatements = fc
  .record({
    shared: statement,
    was: statement,
    is: statement,
    differs: fc.constantFrom('Condition', 'Resource', 'Action', 'Principal'),
  })
  .map(({ shared, was, is, differs }) => {
    const elements = [differs, `Not${differs}`];
    const others = Object.entries(shared).filter(([key]) => !elements.includes(key));
    const like = (one: Statement): Statement =>
      Object.fromEntries([
        ...others,
        ...Object.entries(one).filter(([key]) => elements.includes(key)),
      ]);
    return { before: named([like(was)]), now: named([like(is)]) };
  })
  .filter(({ before, now }) => ![before, now].some((one) => /Allow.*NotPrincipal/.test(one)));

/** The same policy as another hand would write it. */
export const respelled = (policy: string): fc.Arbitrary<string> => {
  const { Version, Statement: list } = JSON.parse(policy) as {
    Version: string;
    Statement: Statement[];
  };
  return fc
    .record({
      order: fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length }),
      seed: fc.nat(),
      space: fc.constantFrom(0, 2),
    })
    .map(({ order, seed, space }) => {
      let at = seed;
      const toss = (): boolean => {
        at = (at * 48_271 + 11) % 2_147_483_647;
        return at % 4 < 2;
      };
      const value = (key: string, inner: unknown): unknown => {
        if (key === 'Sid') return toss() ? undefined : 'Other';
        if (Array.isArray(inner)) return spelled(key, toss() ? [...inner].reverse() : inner);
        if (inner === '*' && key.endsWith('Principal')) return toss() ? '*' : { AWS: ['*'] };
        return inner;
      };
      const spelled = (key: string, items: readonly string[]): unknown => {
        const some = items.map((item) => {
          const account = /^arn:aws:iam::(\d{12}):root$/.exec(item)?.[1];
          if (account !== undefined) return toss() ? account : item;
          return key.endsWith('Action') && toss() ? item.toUpperCase() : item;
        });
        const [only] = some;
        return some.length === 1 && toss() ? only : some;
      };
      return JSON.stringify({ Statement: order, Version }, value, space);
    });
};

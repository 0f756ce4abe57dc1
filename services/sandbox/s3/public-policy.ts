import { listOf, type PolicyDocument, type Statement } from '../iam/policy-document';

/** Conditions that, with a fixed value, keep a policy from being public [D access-control-block-public-access]. */
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
  ].map((key) => key.toLowerCase()),
);

/** Whether S3 counts a policy as public: callers who are not named may do something. */
export function isPublicPolicy(document: PolicyDocument): boolean {
  return listOf(document.Statement).some(
    (statement) =>
      statement.Effect === 'Allow' && namesEverybody(statement) && !isNarrowed(statement),
  );
}

function namesEverybody({ Principal }: Statement): boolean {
  if (Principal === undefined) return false;
  return (
    Principal === '*' || listOf(typeof Principal === 'string' ? [] : Principal.AWS).includes('*')
  );
}

function isNarrowed({ Condition = {} }: Statement): boolean {
  return Object.values(Condition).some((keys) =>
    Object.entries(keys).some(
      ([key, values]) =>
        narrowing.has(key.toLowerCase()) && listOf(values).every((value) => value !== '*'),
    ),
  );
}

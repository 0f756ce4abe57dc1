import { mustNotBeNull, textReader } from '../../core/input';
import { type Action, NotEmulated, orRefuse, Refusal } from '../../core/service';
import { listOf, type PolicyDocument } from '../../iam/policy-document';
import { publicStatements } from '../../s3/public-policy';

/** Sentences of the answer: [D] API_CheckNoPublicAccess, examples. */
export const checkNoPublicAccess: Action = {
  readOnly: true,
  rest: { method: 'POST', path: '/policy/check-no-public-access' },
  handle: ({ input }) => {
    checkResourceType(required(input, 'resourceType'));
    const document = policyOf(required(input, 'policyDocument'));
    const found = publicStatements(document);
    if (found.length === 0) {
      const message =
        'The resource policy does not grant public access for the given resource type.';
      return { result: 'PASS', message };
    }
    return {
      result: 'FAIL',
      message: 'The resource policy grants public access for the given resource type.',
      reasons: found.map((index) => reasonOf(document, index)),
    };
  },
};

const required = textReader((name) => invalidParameter(mustNotBeNull(name)));

function checkResourceType(resourceType: string): void {
  if (resourceType === 'AWS::S3::Bucket') return;
  if (/^AWS::\w+::\w+$/.test(resourceType)) {
    throw new NotEmulated(
      `sandbox: access-analyzer:CheckNoPublicAccess of ${resourceType} is not emulated, only of AWS::S3::Bucket; add it in services/sandbox/accessanalyzer/actions/checks.ts`,
    );
  }
  throw invalidParameter(`Invalid resource type: ${resourceType}`);
}

/** What is no JSON is an invalid parameter, JSON that is no policy cannot be processed. */
function policyOf(text: string): PolicyDocument {
  const document: Partial<PolicyDocument> | null = orRefuse(
    () => JSON.parse(text),
    () => invalidParameter('The policy document is not valid JSON.'),
  );
  const statements = listOf(document?.Statement);
  if (statements.length > 0 && statements.every(isStatement)) return document as PolicyDocument;
  throw new Refusal(
    'UnprocessableEntityException',
    'The policy document could not be processed: it has syntax errors.',
    422,
  );
}

const isStatement = (statement: unknown): boolean =>
  typeof statement === 'object' &&
  statement !== null &&
  'Effect' in statement &&
  (statement.Effect === 'Allow' || statement.Effect === 'Deny');

function reasonOf(document: PolicyDocument, statementIndex: number) {
  const { Sid: statementId } = listOf(document.Statement)[statementIndex] ?? {};
  const which = statementId === undefined ? `index: ${statementIndex}` : `sid: ${statementId}`;
  return {
    description: `Public access granted in the following statement with ${which}.`,
    statementIndex,
    statementId,
  };
}

const invalidParameter = (message: string): Refusal =>
  new Refusal('InvalidParameterException', message);

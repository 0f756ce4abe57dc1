import { type Call, orRefuse } from '../core/service';
import { checkPolicy } from './check-policy';
import { listOf, type PolicyDocument, type Statement } from './policy-document';
import { refuse } from './refusals';

/** The identity policy in `PolicyDocument`; refuses what IAM's grammar does not allow. */
export function identityPolicyInput({ input }: Call): PolicyDocument {
  const document = parsed(input.PolicyDocument);
  for (const statement of listOf(document.Statement)) {
    if (statement.Principal !== undefined) {
      throw refuse.malformedPolicy('Policy document should not specify a principal.');
    }
    if (statement.Resource === undefined && statement.NotResource === undefined) {
      throw refuse.malformedPolicy('Policy statement must contain resources.');
    }
  }
  checkPolicy(document);
  return document;
}

/** The trust policy in the given member: who, and never which resource. */
export function trustPolicyInput({ input }: Call, member: string): PolicyDocument {
  const document = parsed(input[member]);
  for (const statement of listOf(document.Statement)) {
    if (statement.Resource !== undefined || statement.NotResource !== undefined) {
      throw refuse.malformedPolicy('Has prohibited field Resource');
    }
    if (statement.Principal === undefined)
      throw refuse.malformedPolicy('Missing required field Principal');
  }
  checkPolicy(document);
  if (policyLength(document) > 2048) throw refuse.quotaExceeded('ACLSizePerRole: 2048');
  return document;
}

/** Length as IAM counts it: without white space [D reference_iam-quotas]. */
export function policyLength(document: PolicyDocument): number {
  return JSON.stringify(document).length;
}

function parsed(text: unknown): PolicyDocument {
  const document = orRefuse(
    () => JSON.parse(String(text)),
    () => refuse.malformedPolicy('This policy contains invalid Json'),
  );
  if (!isDocument(document)) throw refuse.malformedPolicy('Syntax errors in policy.');
  if (document.Version !== undefined && !/^(2012-10-17|2008-10-17)$/.test(document.Version)) {
    throw refuse.malformedPolicy('The policy failed legacy parsing');
  }
  return document;
}

function isDocument(value: unknown): value is PolicyDocument {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { Statement: written } = value as { readonly Statement?: Statement | readonly Statement[] };
  return listOf(written).every((each) => typeof each === 'object') && written !== undefined;
}

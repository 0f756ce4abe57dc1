import { orRefuse, type World } from '../core/service';
import { checkPolicy } from '../iam/check-policy';
import { listOf, type PolicyDocument, type Statement } from '../iam/policy-document';
import { blocks } from './configurations/access';
import { isPublicPolicy } from './public-policy';
import { refuse } from './refusals';
import type { Bucket } from './state';

/** Replaces the policy. Refuses what S3 refuses, and loudly what the evaluator could not judge. */
export function putBucketPolicy(world: World, bucket: Bucket, text: string): void {
  const document = parsed(text);
  for (const statement of listOf(document.Statement)) checkStatement(world, bucket, statement);
  checkPolicy(document);
  if (isPublicPolicy(document) && blocks(world, bucket, 'BlockPublicPolicy')) throw refuse.denied();
  bucket.policy = { text, document };
}

function parsed(text: string): PolicyDocument {
  const notJson = () =>
    refuse.malformedPolicy("Policies must be valid JSON and the first byte must be '{'");
  if (!text.startsWith('{')) throw notJson();
  const document: Partial<PolicyDocument> = orRefuse(() => JSON.parse(text), notJson);
  const { Statement } = document;
  if (Statement === undefined) throw refuse.malformedPolicy('Missing required field Statement');
  if (listOf(Statement).length === 0) {
    throw refuse.malformedPolicy('Could not parse the policy: Statement is empty!');
  }
  return { ...document, Statement };
}

function checkStatement(world: World, bucket: Bucket, statement: Statement): void {
  if (statement.Effect !== 'Allow' && statement.Effect !== 'Deny') {
    throw refuse.malformedPolicy(
      statement.Effect === undefined
        ? 'Missing required field Effect'
        : `Invalid effect: ${String(statement.Effect)}`,
    );
  }
  if (statement.Principal === undefined && !('NotPrincipal' in statement)) {
    throw refuse.malformedPolicy('Missing required field Principal');
  }
  const actions = listOf(statement.Action ?? statement.NotAction);
  if (actions.length === 0) throw refuse.malformedPolicy('Missing required field Action');
  if (!actions.every((action) => action === '*' || /^s3:[\w*?]+$/i.test(action))) {
    throw refuse.malformedPolicy('Policy has invalid action');
  }
  const resources = listOf(statement.Resource ?? statement.NotResource);
  if (resources.length === 0) throw refuse.malformedPolicy('Missing required field Resource');
  if (!resources.every((resource) => isOfBucket(bucket, resource))) {
    throw refuse.malformedPolicy('Policy has invalid resource');
  }
  if (!principalsOf(statement).every((principal) => exists(world, principal))) {
    throw refuse.malformedPolicy('Invalid principal in policy');
  }
}

function isOfBucket({ arn }: Bucket, resource: string): boolean {
  const [named = ''] = resource.split('/', 1);
  if (!/[*?]/.test(named)) return named === arn;
  const pattern = named.replace(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  return resource === '*' || new RegExp(`^${pattern.replaceAll('?', '.')}$`).test(arn);
}

function principalsOf({ Principal }: Statement): readonly string[] {
  return Principal === undefined || typeof Principal === 'string' ? [] : listOf(Principal.AWS);
}

/** S3 looks every principal up; only accounts of this world can be looked up here. */
function exists({ iam, organization }: World, principal: string): boolean {
  const [, , , , accountId = '', name = ''] = principal.split(':');
  if (!organization.accounts.has(accountId) || !/^(role|user)\//.test(name)) return true;
  return iam.roles.has(principal) || iam.users.has(principal);
}

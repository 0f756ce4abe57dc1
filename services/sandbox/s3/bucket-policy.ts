import { orRefuse, type World } from '../core/service';
import { checkPolicy } from '../iam/check-policy';
import { listOf, type PolicyDocument, type Statement } from '../iam/policy-document';
import { blocks } from './configurations/access';
import { aboutOf } from './policy-actions';
import { isPublicPolicy } from './public-policy';
import { refuse } from './refusals';
import type { Bucket } from './state';

/** Replaces the policy, as S3 writes it. Refuses what S3 refuses, and loudly what the evaluator could not judge. */
export function putBucketPolicy(world: World, bucket: Bucket, text: string): void {
  const document = asKept(world, parsed(text));
  for (const statement of listOf(document.Statement)) checkStatement(world, bucket, statement);
  checkPolicy(document);
  if (isPublicPolicy(document) && blocks(world, bucket, 'BlockPublicPolicy')) throw refuse.denied();
  bucket.policy = { text: JSON.stringify(document), document };
}

/** An account's id becomes the ARN of its root. [R] */
function asKept({ partition }: World, document: PolicyDocument): PolicyDocument {
  const rootOf = (principal: string) =>
    /^\d{12}$/.test(principal) ? `arn:${partition}:iam::${principal}:root` : principal;
  const kept = (statement: Statement): Statement => {
    const { Principal } = statement;
    if (Principal === undefined || typeof Principal === 'string') return statement;
    const { AWS } = Principal;
    if (AWS === undefined) return statement;
    const roots = typeof AWS === 'string' ? rootOf(AWS) : AWS.map(rootOf);
    return { ...statement, Principal: { ...Principal, AWS: roots } };
  };
  const { Statement } = document;
  return { ...document, Statement: isList(Statement) ? Statement.map(kept) : kept(Statement) };
}

const isList = <T>(value: T | readonly T[]): value is readonly T[] => Array.isArray(value);

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
  if ('NotPrincipal' in statement && statement.Effect === 'Allow') {
    throw refuse.malformedPolicy('Allow with NotPrincipal is not allowed');
  }
  const actions = listOf(statement.Action ?? statement.NotAction);
  if (actions.length === 0) throw refuse.malformedPolicy('Missing required field Action');
  if (!actions.every((action) => /^(?:\*|s3:[\w*?]+)$/i.test(action) && aboutOf(action).size > 0)) {
    throw refuse.malformedPolicy('Policy has invalid action');
  }
  const resources = listOf(statement.Resource ?? statement.NotResource);
  if (resources.length === 0) throw refuse.malformedPolicy('Missing required field Resource');
  if (!resources.every((resource) => isOfBucket(bucket, resource))) {
    throw refuse.malformedPolicy('Policy has invalid resource');
  }
  if (!listOf(statement.Action).every((action) => fitsOne(action, listOf(statement.Resource)))) {
    throw refuse.malformedPolicy('Action does not apply to any resource(s) in statement');
  }
  if (hasServicePattern(statement) || !principalsOf(statement).every((one) => exists(world, one))) {
    throw refuse.malformedPolicy('Invalid principal in policy');
  }
}

/** Without `Resource`, what the statement is about is not said, and any action fits. */
function fitsOne(action: string, resources: readonly string[]): boolean {
  const about = aboutOf(action);
  const fits = (resource: string) => {
    if (resource.includes('/')) return about.has('object');
    // A pattern without a slash may reach into the bucket: `arn:aws:s3:::bucket*`.
    return about.has('bucket') || (resource.endsWith('*') && about.has('object'));
  };
  return resources.length === 0 || resources.some(fits);
}

function isOfBucket({ arn }: Bucket, resource: string): boolean {
  const [named = ''] = resource.split('/', 1);
  if (!/[*?]/.test(named)) return named === arn;
  const pattern = named.replace(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  return named !== '*' && new RegExp(`^${pattern.replaceAll('?', '.')}$`).test(arn);
}

function principalsOf({ Principal }: Statement): readonly string[] {
  if (Principal === undefined || typeof Principal === 'string') return [];
  return listOf(Principal.AWS);
}

function hasServicePattern({ Principal }: Statement): boolean {
  if (Principal === undefined || typeof Principal === 'string') return false;
  return listOf(Principal.Service).some((service) => /[*?]/.test(service));
}

/** S3 looks every principal up; only accounts of this world can be looked up here. */
function exists({ iam, organization }: World, principal: string): boolean {
  if (principal !== '*' && /[*?]/.test(principal)) return false;
  const [, , , , accountId = '', name = ''] = principal.split(':');
  if (!organization.accounts.has(accountId) || !/^(role|user)\//.test(name)) return true;
  return iam.roles.has(principal) || iam.users.has(principal);
}

import type { World } from '../core/service';
import { checkPolicy } from '../iam/check-policy';
import { actionLike, stringLike } from '../iam/condition-operator';
import {
  listOf,
  type PolicyDocument,
  type PrincipalElement,
  type Statement,
} from '../iam/policy-document';
import { actionNames } from './action-names';
import { refuse } from './refusals';
import type { EventBus } from './state';
import { statementPlaces } from './statement-places';

/**
 * The policy as it counts now. Who is named by ARN is the role or user that had it when the policy was put: once that one
 * is deleted its id stands there, and who comes after it under the name is not meant. Recorded on AWS, September 2026
 */
export function policyOfBus(world: World, { policy }: EventBus): PolicyDocument | undefined {
  if (policy === undefined) return undefined;
  const stillThere = (arn: string): string => {
    const meant = policy.ids.get(arn) ?? idOf(world, arn);
    return meant === undefined || meant === idOf(world, arn) ? arn : meant;
  };
  const statements = listOf(policy.document.Statement);
  return { ...policy.document, Statement: statements.map((one) => named(one, stillThere)) };
}

/** Replaces the whole policy, as PutPermission with `Policy` does. The same policy again changes nothing. */
export function setBusPolicy(world: World, bus: EventBus, text: string): void {
  const document = readBusPolicy(text);
  checkBusPolicy(bus, document, text);
  if (
    !listOf(document.Statement)
      .flatMap(awsPrincipals)
      .every((one) => exists(world, one))
  ) {
    throw refuse.invalid('Policy contains an invalid principal');
  }
  keepBusPolicy(world, bus, document);
}

function keepBusPolicy(world: World, bus: EventBus, given: PolicyDocument): void {
  const asRoot = (value: string): string => rootOf(world, value);
  const document = {
    ...given,
    Statement: listOf(given.Statement).map((one) => named(one, asRoot)),
  };
  if (JSON.stringify(document).length > MOST_CHARACTERS) throw refuse.policyTooLong();
  if (JSON.stringify(document) === JSON.stringify(bus.policy?.document)) return;
  const names = listOf(document.Statement).flatMap(awsPrincipals);
  const ids = names.flatMap((arn) => {
    const id = idOf(world, arn);
    return id === undefined ? [] : [[arn, id] as const];
  });
  bus.policy = { document, ids: new Map(ids) };
  bus.modifiedAt = world.now();
}

/** Adds one statement, or replaces the one with its id. Whether its principal exists is not asked. */
export function putBusStatement(
  world: World,
  bus: EventBus,
  statement: Statement & { readonly Sid: string },
): void {
  const others = statementsOf(bus).filter(({ Sid }) => Sid !== statement.Sid);
  const Statement = [...others, statement];
  const document = { Version: '2012-10-17', Statement };
  checkBusPolicy(bus, document, JSON.stringify(document));
  keepBusPolicy(world, bus, document);
}

export function removeBusStatement(bus: EventBus, id: string): void {
  const before = statementsOf(bus);
  const left = before.filter(({ Sid }) => Sid !== id);
  if (bus.policy === undefined || left.length === before.length) throw refuse.statementNotFound();
  const { document, ids } = bus.policy;
  bus.policy = left.length === 0 ? undefined : { document: { ...document, Statement: left }, ids };
}

const statementsOf = ({ policy }: EventBus): readonly Statement[] =>
  listOf(policy?.document.Statement);

/** [D] eb-quota. Of the policy as AWS keeps it, so white space does not count. */
const MOST_CHARACTERS = 10_240;

function readBusPolicy(text: string): PolicyDocument {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    throw refuse.invalid('This policy contains invalid Json');
  }
  if (typeof document !== 'object' || document === null || Array.isArray(document)) {
    throw refuse.invalid('This text appears not to be a policy');
  }
  for (const field of ['Version', 'Statement']) {
    if (!(field in document)) throw missing(field);
  }
  return document as PolicyDocument;
}

/** In AWS's words, as they were recorded. Which of two faults AWS tells first is not known. */
function checkBusPolicy(bus: EventBus, document: PolicyDocument, text: string): void {
  const statements = listOf(document.Statement);
  if (statements.length === 0) {
    throw refuse.invalid('Could not parse the policy: Statement is empty!');
  }
  for (const statement of statements) checkFields(statement);
  const invalidAt = (index: number, why: string) => {
    const { line, column } = statementPlaces(text)[index] ?? { line: 1, column: 1 };
    return refuse.invalid(`Invalid statement at line ${line} column ${column}: ${why}`);
  };
  for (const [index, statement] of statements.entries()) {
    const why = whyNoAction(listOf(statement.Action));
    if (why !== undefined) throw invalidAt(index, why);
  }
  const sids = statements.map(({ Sid }) => Sid);
  const repeated = sids.findIndex((sid, index) => sids.indexOf(sid) !== index);
  if (repeated >= 0) {
    throw invalidAt(repeated, 'The Statement Ids in the policy are not unique');
  }
  for (const resource of statements.flatMap(({ Resource }) => listOf(Resource))) {
    checkResource(bus, resource);
  }
  checkPolicy(document);
}

function checkFields(statement: Statement): void {
  for (const field of ['NotAction', 'NotPrincipal', 'NotResource']) {
    if (field in statement) throw refuse.invalid(`Has prohibited field ${field}`);
  }
  for (const field of ['Sid', 'Effect', 'Principal', 'Action', 'Resource']) {
    if (!(field in statement)) throw missing(field);
  }
  if (statement.Effect !== 'Allow' && statement.Effect !== 'Deny') {
    throw refuse.invalid(`Invalid effect: ${String(statement.Effect)}`);
  }
}

const missing = (field: string) => refuse.invalid(`Missing required field ${field}`);

function whyNoAction(actions: readonly string[]): string | undefined {
  if (actions.some((action) => action !== '*' && !/^events:/i.test(action))) {
    return 'Action field includes AWS services that are inconsistent with specified vendor';
  }
  const unknown = actions.filter(
    (action) => !actionNames.some((name) => actionLike(`events:${name}`, action)),
  );
  if (unknown.length === 0) return undefined;
  return `The following action names are invalid: ${unknown.map((one) => `"${one}"`).join(', ')}`;
}

function checkResource(bus: EventBus, resource: string): void {
  const relativeId = resource.split(':').slice(5).join(':');
  if (!relativeId.startsWith('event-bus/') || stringLike(bus.arn, resource)) return;
  throw refuse.invalid(`The relative-id "${relativeId}" is invalid for ARN "${resource}"`);
}

const awsPrincipals = ({ Principal }: Statement): readonly string[] =>
  Principal === undefined || typeof Principal === 'string' ? [] : listOf(Principal.AWS);

/** AWS looks every principal up; here only roles and users of this world's accounts can be, and an id that no account has. */
function exists(world: World, principal: string): boolean {
  if (principal === '*') return true;
  const [, , , , accountId = principal, name = 'root'] = principal.split(':');
  if (!/^\d{12}$/.test(accountId)) return /^A(ROA|IDA)/.test(principal);
  if (accountId === '000000000000') return false;
  const isElsewhere = !world.organization.accounts.has(accountId);
  return isElsewhere || !/^(role|user)\//.test(name) || idOf(world, principal) !== undefined;
}

/** An account comes back as the ARN of its root. */
function rootOf(world: World, principal: string): string {
  return /^\d{12}$/.test(principal) && exists(world, principal)
    ? `arn:${world.partition}:iam::${principal}:root`
    : principal;
}

const idOf = ({ iam }: World, arn: string): string | undefined =>
  (iam.roles.get(arn) ?? iam.users.get(arn))?.id;

function named(statement: Statement, rename: (principal: string) => string): Statement {
  const { Principal } = statement;
  if (Principal === undefined || typeof Principal === 'string' || Principal.AWS === undefined) {
    return statement;
  }
  const AWS = typeof Principal.AWS === 'string' ? rename(Principal.AWS) : Principal.AWS.map(rename);
  return { ...statement, Principal: { ...Principal, AWS } satisfies PrincipalElement };
}

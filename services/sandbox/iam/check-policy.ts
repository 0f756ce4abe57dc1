import { NotEmulated, orRefuse, Refusal } from '../core/service';
import { parseOperator, UnsupportedPolicy } from './condition-operator';
import { listOf, type PolicyDocument, type Statement } from './policy-document';

const elements = new Set([
  'Sid',
  'Effect',
  'Principal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
]);

/** Refuses, when a policy is attached, what the evaluator could not judge when it is used. */
export function checkPolicy(document: PolicyDocument): void {
  for (const statement of listOf(document.Statement)) checkStatement(statement);
}

/** What a service says of a policy that is none. */
interface PolicyRefusals {
  readonly notJson: () => Refusal;
  readonly noStatements: () => Refusal;
  /** In IAM's words. */
  readonly malformed: (why: Refusal) => Refusal;
}

/** A policy from its JSON text; refuses what is no policy, and loudly what the evaluator could not judge. */
export function readPolicyText(text: string, refuse: PolicyRefusals): PolicyDocument {
  const document = orRefuse(() => JSON.parse(text), refuse.notJson);
  if (document?.Statement === undefined) throw refuse.noStatements();
  try {
    checkPolicy(document);
  } catch (error) {
    if (!(error instanceof Refusal) || error instanceof NotEmulated) throw error;
    throw Object.assign(refuse.malformed(error), { cause: error });
  }
  return document;
}

function checkStatement(statement: Statement): void {
  if (statement.Effect !== 'Allow' && statement.Effect !== 'Deny') {
    throw new Refusal('MalformedPolicyDocument', 'Statement/effect must be Allow or Deny');
  }
  if (statement.Action === undefined && statement.NotAction === undefined) {
    throw new Refusal('MalformedPolicyDocument', 'Policy statement must contain actions.');
  }
  for (const element of Object.keys(statement)) {
    if (!elements.has(element)) throw new UnsupportedPolicy(`statement element ${element}`);
  }
  for (const [written, keys] of Object.entries(statement.Condition ?? {})) {
    const { takes } = parseOperator(written).operator;
    const values = Object.values(keys).flatMap((expected) => listOf(expected).map(String));
    // A policy that never matches would be a rehearsal that proves nothing.
    if (takes && values.some((value) => !value.includes('${') && !takes(value))) {
      throw new Refusal('MalformedPolicyDocument', `${written} takes dates only.`);
    }
  }
}

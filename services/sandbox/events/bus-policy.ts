import { checkPolicy } from '../iam/check-policy';
import { listOf, type PolicyDocument, type Statement } from '../iam/policy-document';
import { refuse } from './refusals';
import type { EventBus } from './state';

/** Replaces the whole policy, as PutPermission with `Policy` does. */
export function setBusPolicy(bus: EventBus, document: PolicyDocument): void {
  checkPolicy(document);
  bus.policy = document;
}

/** Adds one statement, or replaces the one with its id. */
export function putBusStatement(
  bus: EventBus,
  statement: Statement & { readonly Sid: string },
): void {
  const others = statementsOf(bus).filter(({ Sid }) => Sid !== statement.Sid);
  setBusPolicy(bus, { Version: '2012-10-17', Statement: [...others, statement] });
}

export function removeBusStatement(bus: EventBus, id: string): void {
  const before = statementsOf(bus);
  const left = before.filter(({ Sid }) => Sid !== id);
  if (left.length === before.length) throw refuse.statementNotFound(id);
  bus.policy = left.length === 0 ? undefined : { Version: '2012-10-17', Statement: left };
}

function statementsOf(bus: EventBus): readonly Statement[] {
  return bus.policy === undefined ? [] : listOf(bus.policy.Statement);
}

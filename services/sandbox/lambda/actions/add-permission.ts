import { randomUUID } from 'node:crypto';
import type { Call } from '../../core/call';
import type { Action } from '../../core/service';
import { changedFunction, functionArn, functionPolicy } from '../function-of-call';
import { lambdaRecord } from '../lambda-record';
import { permissionStatement } from '../permission-statement';
import { refuse } from '../refusals';

export const addPermission: Action = {
  readOnly: false,
  eventName: 'AddPermission20150331v2',
  rest: {
    method: 'POST',
    path: '/2015-03-31/functions/{FunctionName}/policy',
    query: { Qualifier: 'Qualifier' },
    answer: { status: 201 },
  },
  resource: functionArn,
  resourcePolicy: functionPolicy,
  handle: (call, world) => {
    const changed = changedFunction(call, world);
    const statementId = required(call, 'StatementId');
    if (changed.permissions.has(statementId)) {
      throw refuse.conflict(
        `The statement id (${statementId}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
      );
    }
    const statement = permissionStatement({
      statementId,
      action: required(call, 'Action'),
      principal: required(call, 'Principal'),
      functionArn: changed.arn,
      sourceArn: text(call, 'SourceArn'),
      sourceAccount: text(call, 'SourceAccount'),
      organizationId: text(call, 'PrincipalOrgID'),
    });
    changed.permissions.set(statementId, statement);
    changed.revisionId = randomUUID();
    return { Statement: JSON.stringify(statement) };
  },
  record: lambdaRecord,
};

function text({ input }: Call, member: string): string | undefined {
  const value = input[member];
  return typeof value === 'string' ? value : undefined;
}

function required(call: Call, member: string): string {
  const value = text(call, member);
  if (value !== undefined) return value;
  throw refuse.invalidParameter(`${member} must not be null.`);
}

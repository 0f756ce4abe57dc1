import { recordSpelling } from '../cloudtrail/record';
import { partitionOf } from '../core/partition';
import type { Call, Output, RecordPart, World } from '../core/service';
import type { ResourcePolicy } from '../iam/policy-document';
import { findFunction } from './invoke';
import { refuse } from './refusals';
import { type LambdaFunction, lambdaOf } from './state';

/** A name, a partial ARN or an ARN, with a version or alias behind it or not, as the function's ARN. */
export function functionArn({ accountId, region, input }: Call): string {
  const written = String(input.FunctionName);
  if (written.startsWith('arn:')) return written.split(':').slice(0, 7).join(':');
  const [, owner = accountId, name = ''] =
    /^(?:(\d{12}):function:)?([^:]+)(?::[^:]+)?$/.exec(written) ?? [];
  return `arn:${partitionOf(region)}:lambda:${region}:${owner}:function:${name}`;
}

export function functionOfCall(call: Call, world: World): LambdaFunction {
  return findFunction(world, functionArn(call));
}

/** For a change: refuses a `RevisionId` that is not the function's. */
export function changedFunction(call: Call, world: World): LambdaFunction {
  const found = functionOfCall(call, world);
  const { RevisionId } = call.input;
  if (RevisionId !== undefined && RevisionId !== found.revisionId)
    throw refuse.preconditionFailed();
  return found;
}

/** The function's own policy, which may let in other accounts. */
export function functionPolicy(call: Call, world: World): ResourcePolicy {
  const arn = functionArn(call);
  const ownerAccountId = arn.split(':')[4] ?? '';
  const permissions = lambdaOf(world).functions.get(arn)?.permissions;
  if (permissions === undefined || permissions.size === 0) return { ownerAccountId };
  return { ownerAccountId, document: { Statement: [...permissions.values()] } };
}

/** Records show neither the code nor the values of environment variables [R]. */
export function lambdaRecord({ input }: Call, output: Output | undefined): RecordPart {
  const { ZipFile: _code, ...shown } = input;
  const answered = output !== undefined && Object.keys(output).length > 0;
  return {
    requestParameters: recordSpelling(withoutVariables(shown)),
    responseElements: answered ? recordSpelling(withoutVariables(output)) : null,
  };
}

function withoutVariables(members: Output): Output {
  return members.Environment === undefined ? members : { ...members, Environment: {} };
}

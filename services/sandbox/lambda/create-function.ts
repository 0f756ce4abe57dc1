import { Refusal } from '../core/refusal';
import type { World } from '../core/world';
import { authorize } from '../iam/authorize';
import { findRole } from '../iam/roles';
import type { LambdaFunction } from './function';
import { lambdaOf } from './state';
import { unpackCode } from './unpack-code';

export interface FunctionDraft
  extends Omit<LambdaFunction, 'arn' | 'codeFolder' | 'environments' | 'waiting'> {
  /** The deployment package, on this machine. */
  readonly zipFile: string;
}

/** Refuses a role that Lambda may not assume. Nothing runs until the first invocation. */
export async function createFunction(world: World, draft: FunctionDraft): Promise<LambdaFunction> {
  const { zipFile, ...rest } = draft;
  const arn = `arn:aws:lambda:${draft.region}:${draft.accountId}:function:${draft.name}`;
  const { functions } = lambdaOf(world);
  if (functions.has(arn)) {
    throw new Refusal('ResourceConflictException', `Function already exist: ${draft.name}`, 409);
  }
  checkRole(world, draft.roleArn);
  const codeFolder = await unpackCode(zipFile);
  const created = { ...rest, arn, codeFolder, environments: new Set<never>(), waiting: [] };
  functions.set(arn, created);
  return created;
}

function checkRole(world: World, roleArn: string): void {
  const role = findRole(world, roleArn);
  const service = 'lambda.amazonaws.com';
  const decision =
    role &&
    authorize(world, {
      principal: { kind: 'service', accountId: role.accountId, arn: service, service },
      action: 'sts:AssumeRole',
      resources: [role.arn],
      resourcePolicy: { ownerAccountId: role.accountId, document: role.trustPolicy },
    });
  if (decision?.kind === 'allowed') return;
  throw new Refusal(
    'InvalidParameterValueException',
    'The role defined for the function cannot be assumed by Lambda.',
  );
}

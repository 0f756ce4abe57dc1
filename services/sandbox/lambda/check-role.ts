import { Refusal, type World } from '../core/service';
import { authorize } from '../iam/authorize';
import { findRole } from '../iam/roles';

/** Refuses a role that Lambda may not assume. */
export function checkRole(world: World, roleArn: string): void {
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

import { randomBytes } from 'node:crypto';
import type { Principal } from '../../core/principal';
import type { World } from '../../core/service';
import { authorize } from '../../iam/authorize';
import { findRole } from '../../iam/roles';
import { StateFailure } from '../language/state-failure';
import type { Execution } from '../state';

const service = 'states.amazonaws.com';

/** A session of the machine's role, asked for anew with every task; throws what the task then fails with. [R] */
export function assumeRole(world: World, execution: Execution): Principal {
  const { settings, accountId, machineArn } = execution;
  const { roleArn } = settings;
  const role = findRole(world, roleArn);
  const createdAt = world.now();
  const decision =
    role?.accountId === accountId &&
    role.usableFrom <= createdAt &&
    authorize(world, {
      principal: { kind: 'service', accountId, arn: service, service },
      action: 'sts:AssumeRole',
      resources: [role.arn],
      resourcePolicy: { ownerAccountId: role.accountId, document: role.trustPolicy },
      context: { 'aws:SourceArn': machineArn, 'aws:SourceAccount': accountId },
    });
  if (role === undefined || !decision || decision.kind === 'denied') {
    throw new StateFailure(
      'States.TaskFailed',
      `The principal ${service} is not authorized to assume the provided role. (role: ${roleArn})`,
    );
  }
  const sessionName = randomBytes(16).toString('hex');
  return {
    kind: 'assumed-role',
    accountId,
    arn: `arn:${world.partition}:sts::${accountId}:assumed-role/${role.name}/${sessionName}`,
    // Never on the wire: Step Functions keeps its sessions to itself.
    accessKeyId: 'ASIASTEPFUNCTIONS000',
    roleArn: role.arn,
    roleName: role.name,
    roleId: role.id,
    sessionName,
    createdAt,
    expiresAt: new Date(createdAt.getTime() + 3_600_000),
  };
}

import { randomBytes } from 'node:crypto';
import type { DeliveredTo, Principal } from '../core/principal';
import type { World } from '../core/service';
import type { Credentials, Role } from '../iam/state';
import { secretAccessKey, uniqueId } from '../iam/unique-id';

export interface NewSession {
  readonly role: Role;
  readonly sessionName: string;
  readonly durationSeconds?: number;
  readonly sourceIdentity?: string | undefined;
  /** Inline session policy, JSON. */
  readonly sessionPolicy?: string | undefined;
  /** The EC2 instance it is delivered to. */
  readonly instance?: DeliveredTo;
}

export interface Session {
  readonly credentials: Required<Credentials>;
  readonly principal: Extract<Principal, { readonly kind: 'assumed-role' }>;
}

/**
 * Credentials of a role session. Checks nothing: AssumeRole checks the trust policy first, and Lambda
 * asks for its function's session as `lambda.amazonaws.com`.
 */
export function issueSession(world: World, session: NewSession): Session {
  const { role, sessionName, sourceIdentity, sessionPolicy, instance } = session;
  const createdAt = world.now();
  const credentials = {
    accessKeyId: uniqueId('ASIA'),
    secretAccessKey: secretAccessKey(),
    sessionToken: randomBytes(120).toString('base64'),
  };
  const principal: Session['principal'] = {
    kind: 'assumed-role',
    accountId: role.accountId,
    arn: `arn:${world.partition}:sts::${role.accountId}:assumed-role/${role.name}/${sessionName}`,
    accessKeyId: credentials.accessKeyId,
    roleArn: role.arn,
    roleName: role.name,
    roleId: role.id,
    sessionName,
    ...(sourceIdentity !== undefined && { sourceIdentity }),
    ...(sessionPolicy !== undefined && { sessionPolicy }),
    ...(instance !== undefined && { instance }),
    createdAt,
    expiresAt: new Date(createdAt.getTime() + (session.durationSeconds ?? 3600) * 1000),
  };
  world.iam.accessKeys.set(credentials.accessKeyId, { ...credentials, principal });
  return { credentials, principal };
}

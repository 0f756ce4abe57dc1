import { becomeNamed, type Named } from '../../../shared/aws/become-named';
import { hasCode } from '../../../shared/aws/classify';
import type { Connection } from '../../../shared/aws/connection';
import { exitCode, UserError } from '../terminal/user-error';

export const RELEASER_ROLE = 'trailwarden-releaser';

/** Who puts a contained machine back. A refusal is one sentence: the role is there only where machines may be contained. */
export async function becomeReleaser(connection: Connection): Promise<Named> {
  try {
    return await becomeNamed(RELEASER_ROLE, connection);
  } catch (error) {
    if (!hasCode(error, 'AccessDenied')) throw error;
    throw new UserError(
      `The role ${RELEASER_ROLE} cannot be taken: deploy with Containment=on, which makes it, and allow sts:AssumeRole on it to the role or user that you use.`,
      exitCode.unreachable,
    );
  }
}

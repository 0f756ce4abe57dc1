import { type Subject, trailSubject } from '../../shared/domain/subject';
import { resolveTrailArn } from '../../shared/domain/trail';

/** A trail in a member account; throws on a name that AWS would not accept. */
export function aTrail({
  accountId = '111122223333',
  region = 'us-east-1',
  name = 'main',
}: {
  readonly accountId?: string;
  readonly region?: string;
  readonly name?: string;
} = {}): Subject<'trail'> {
  const arn = resolveTrailArn(name, { accountId, region });
  if (!arn) throw new Error(`${name} names no trail in ${accountId} ${region}`);
  return trailSubject(arn);
}

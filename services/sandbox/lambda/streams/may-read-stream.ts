import type { World } from '../../core/service';
import { authorize } from '../../iam/authorize';
import type { StreamMapping } from '../event-source-mapping';
import { rolePrincipal } from '../role-principal';

const onStream = ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'];

/** Whether the function's role may read the stream; ListStreams is asked on `*`, as AWS defines it no resource here. */
export function mayReadStream(
  world: World,
  { functionArn, sourceArn }: Pick<StreamMapping, 'functionArn' | 'sourceArn'>,
): boolean {
  const principal = rolePrincipal(world, functionArn);
  if (principal === undefined) return false;
  return onStream.every(
    (action) => authorize(world, { principal, action, resources: [sourceArn] }).kind === 'allowed',
  );
}

import type { Call } from '../../core/call';
import { Refusal } from '../../core/refusal';
import type { Action } from '../../core/service';
import type { World } from '../../core/world';
import { nameInput } from '../read-input';

/** As Event history tells it: data-plane calls are not seen, on AWS they are. */
export const getAccessKeyLastUsed: Action = {
  readOnly: true,
  resource: ({ accountId }) => `arn:aws:iam::${accountId}:user/*`,
  handle: (call, world) => {
    const keyId = nameInput(call, 'AccessKeyId');
    const key = world.iam.accessKeys.get(keyId);
    if (key?.principal.kind !== 'user' || key.principal.accountId !== call.accountId) {
      throw notFound(call);
    }
    return { UserName: key.principal.userName, AccessKeyLastUsed: lastUse(world, call, keyId) };
  },
};

function lastUse(world: World, { accountId }: Call, keyId: string) {
  const used = world.regions
    .flatMap((region) => world.cloudtrail.history.get(`${accountId}/${region}`) ?? [])
    .filter(({ userIdentity }) => keyOf(userIdentity) === keyId)
    .sort((one, other) => one.eventTime.localeCompare(other.eventTime))
    .at(-1);
  if (used === undefined) return { ServiceName: 'N/A', Region: 'N/A' };
  return {
    LastUsedDate: new Date(used.eventTime),
    ServiceName: used.eventSource.split('.')[0],
    Region: used.awsRegion,
  };
}

const keyOf = (identity: unknown): unknown =>
  (identity as { readonly accessKeyId?: string } | undefined)?.accessKeyId;

/** AWS does not tell whose key it is, or whether it is one. */
function notFound({ principal }: Call): Refusal {
  return new Refusal(
    'AccessDenied',
    `User: ${principal.arn} is not authorized to perform: iam:GetAccessKeyLastUsed on resource: access key`,
    403,
  );
}

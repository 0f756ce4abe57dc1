import type { PartsOfKind, Rendered } from '../domain/release';
import { type Deployed, partsByKind, partsIn } from './parts';

/** A version as it is deployed, or is to be: the central stack, and the member template of every account. */
export interface Stacks {
  readonly version: string;
  readonly central: Deployed;
  readonly member: Deployed;
}

/** What of ours these stacks have in every place. Throws where a part needs an id that AWS has yet to give. */
export function versionOf({ version, central, member }: Stacks): Rendered {
  const { HomeRegion = '', CentralBusArn = '', SecurityAccountId = '' } = member.parameters;
  const { ManagementAccountId, LogArchiveAccountId } = member.parameters;
  const [, partition = 'aws'] = CentralBusArn.split(':');
  const accountIds = [SecurityAccountId, ManagementAccountId, LogArchiveAccountId].flatMap(
    (id) => id || [],
  );
  const partsOf = (place: { readonly accountId: string; readonly region: string }) => {
    const at = { ...place, partition, urlSuffix: suffixOf(partition), stackId: '' };
    const isCentral = place.accountId === SecurityAccountId && place.region === HomeRegion;
    return {
      ...partsIn(member, { ...at, stackName: 'trailwarden-member' }),
      ...(isCentral && partsIn(central, { ...at, stackName: 'trailwarden' })),
    } satisfies PartsOfKind;
  };
  const regions = [HomeRegion, ...(central.parameters.GovernedRegions ?? '').split(',')];
  const parts = partsByKind({
    regions: [...new Set(regions.map((one) => one.trim()).filter(Boolean))],
    accountIds: [...new Set(accountIds)],
    partsOf,
  });
  const { CodePrefix: code } = central.parameters;
  return { version, parts, ...(code && { code }) };
}

/** What the names of its endpoints end with. */
const suffixOf = (partition: string): string => {
  if (partition === 'aws-cn') return 'amazonaws.com.cn';
  return partition === 'aws-eusc' ? 'amazonaws.eu' : 'amazonaws.com';
};

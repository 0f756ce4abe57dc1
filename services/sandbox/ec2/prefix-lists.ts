import { createHash } from 'node:crypto';
import type { Place } from '../core/place';
import { cidrOf, contains, ipNumber } from './cidr';
import type { Ec2Resource } from './state';

/** Addresses of a service in a Region. AWS keeps them: every account has the same. */
export interface PrefixList extends Ec2Resource {
  readonly name: string;
  readonly cidrs: readonly string[];
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Of the gateways only, each Region with addresses of its own. In us-east-1 S3's is AWS's; others are made up. */
export const prefixLists = ({ accountId, region }: Place): readonly PrefixList[] =>
  ['s3', 'dynamodb'].map((service) => {
    const name = `com.amazonaws.${region}.${service}`;
    const isKnown = name === 'com.amazonaws.us-east-1.s3';
    const [one = 0, other = 0] = digest(name);
    return {
      ...{ accountId, region, name, tags: new Map() },
      id: isKnown ? 'pl-63a5400a' : `pl-${digest(name).toString('hex', 2, 6)}`,
      cidrs: isKnown ? ['54.231.0.0/17'] : [`3.${one % 128}.${other}.0/24`],
    };
  });

export const addressesOf = (region: string, service: 's3' | 'dynamodb'): readonly string[] =>
  prefixLists({ accountId: '', region }).find(({ name }) => name.endsWith(`.${service}`))?.cidrs ??
  [];

/** Whether an address is in the list of that id. */
export const listHas = (place: Place, id: string, address: string): boolean =>
  (prefixLists(place).find((one) => one.id === id)?.cidrs ?? []).some((cidr) => {
    const network = cidrOf(cidr);
    return network !== undefined && contains(network, ipNumber(address));
  });

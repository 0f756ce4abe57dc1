import { BlockList, isIP } from 'node:net';

/** Not of the internet: a cut for one of these could part the machines of a network from each other. [D] RFC 6890 */
const NEAR: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['224.0.0.0', 3],
  ['::', 96],
  ['::ffff:0:0', 96],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
];

/** A list each: Node takes an IPv4 address for an IPv6 one that is mapped. */
const nearOf = (family: 'ipv4' | 'ipv6'): BlockList => {
  const list = new BlockList();
  for (const [net, prefix] of NEAR)
    if (net.includes(':') === (family === 'ipv6')) list.addSubnet(net, prefix, family);
  return list;
};

const near = { ipv4: nearOf('ipv4'), ipv6: nearOf('ipv6') };

/** Is it private, of the link, of the machine itself, shared by a carrier or multicast? */
export function isNear(address: string): boolean {
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  return near[family].check(address, family);
}

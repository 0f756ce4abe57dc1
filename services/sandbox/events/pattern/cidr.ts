import { BlockList, isIP } from 'node:net';
import { InvalidPattern, type ValueTest } from './pattern';

/** An address in an IPv4 or IPv6 block; a value that is no address does not match. */
export function cidrTest(block: string): ValueTest {
  const [network = '', bits = ''] = block.split('/');
  const version = isIP(network);
  const prefix = Number(bits);
  if (version === 0 || !/^\d+$/.test(bits) || prefix > (version === 4 ? 32 : 128)) {
    throw new InvalidPattern(`Malformed CIDR, '${block}'`);
  }
  const list = new BlockList();
  list.addSubnet(network, prefix, family(version));
  return (value) => typeof value === 'string' && contains(list, value);
}

function contains(list: BlockList, address: string): boolean {
  const version = isIP(address);
  return version !== 0 && list.check(address, family(version));
}

function family(version: number): 'ipv4' | 'ipv6' {
  return version === 4 ? 'ipv4' : 'ipv6';
}

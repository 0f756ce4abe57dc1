/** An IPv4 network as numbers. */
export interface Cidr {
  readonly base: number;
  readonly bits: number;
}

export function ipNumber(ip: string): number {
  return ip.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}

export function ipText(number: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.');
}

const form = /^(\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3})\/(\d{1,2})$/;

/** Host bits are cut off, as EC2 does; undefined for what is no IPv4 network. */
export function cidrOf(text: string): Cidr | undefined {
  const [, ip = '', length = ''] = form.exec(text) ?? [];
  const bits = Number(length);
  if (ip === '' || bits > 32 || ip.split('.').some((part) => Number(part) > 255)) return undefined;
  const size = 2 ** (32 - bits);
  return { base: Math.floor(ipNumber(ip) / size) * size, bits };
}

export const cidrText = ({ base, bits }: Cidr): string => `${ipText(base)}/${bits}`;

export function contains({ base, bits }: Cidr, ip: number): boolean {
  return ip >= base && ip < base + 2 ** (32 - bits);
}

export const overlaps = (one: Cidr, other: Cidr): boolean =>
  contains(one, other.base) || contains(other, one.base);

export const within = (inner: Cidr, outer: Cidr): boolean =>
  inner.bits >= outer.bits && contains(outer, inner.base);

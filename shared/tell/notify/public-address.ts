/**
 * Whether an address is one of the Internet: not this machine (where the Lambda runtime listens), not the link
 * (where credentials are given out), not a private network, not reserved. A text that is no address is not public.
 * https://www.iana.org/assignments/iana-ipv4-special-registry, iana-ipv6-special-registry
 */
export function isPublicAddress(address: string): boolean {
  const four = ipv4(address);
  if (four) return !within(four, 8, CLOSED_4);
  const six = ipv6(address);
  if (!six) return false;
  // Mapped, translated (NAT64) and compatible addresses reach the IPv4 address that they end with.
  const embeds = EMBEDDING.some((prefix) => prefix.every((group, index) => six[index] === group));
  if (embeds) return isPublicAddress(dotted(six));
  return !within(six, 16, CLOSED_6);
}

/**
 * Whether a URL’s host may be one of the Internet. Only DNS can say that of a name, and is asked when the name is
 * called.
 */
export function isPublicHost(hostname: string): boolean {
  const host = hostname
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');
  if (host.includes(':') || /^[\d.]+$/.test(host)) return isPublicAddress(host);
  return host.includes('.') && !/(^|\.)(localhost|local|internal|home\.arpa)$/.test(host);
}

type Net = readonly [groups: readonly number[], bits: number];

const CLOSED_4: readonly Net[] = [
  [[0], 8], // this network
  [[10], 8],
  [[100, 64], 10], // between providers and their customers
  [[127], 8], // this machine
  [[169, 254], 16], // the link: credentials of EC2 and ECS
  [[172, 16], 12],
  [[192, 0, 0], 24],
  [[192, 168], 16],
  [[198, 18], 15], // benchmarks
  [[224], 3], // groups, reserved, broadcast
];

const CLOSED_6: readonly Net[] = [
  [[0], 96], // unspecified, this machine, and what only looks like version 4
  [[0x64, 0xff9b, 1], 48], // translated, of a private network
  [[0x100], 64], // discarded
  [[0x2001], 23], // protocols, tunnels
  [[0x2002], 16], // tunnels to any address of version 4
  [[0xfc00], 7], // private
  [[0xfe80], 9], // the link, and what once was a site
  [[0xff00], 8], // groups
];

const EMBEDDING: readonly (readonly number[])[] = [
  [0, 0, 0, 0, 0, 0xffff],
  [0x64, 0xff9b, 0, 0, 0, 0],
];

const within = (address: readonly number[], width: number, nets: readonly Net[]): boolean =>
  nets.some(([net, bits]) =>
    address.every((group, index) => {
      const left = Math.min(Math.max(bits - index * width, 0), width);
      const mask = (2 ** width - 1) ^ (2 ** (width - left) - 1);
      return (group & mask) === ((net[index] ?? 0) & mask);
    }),
  );

const dotted = (groups: readonly number[]): string =>
  groups
    .slice(-2)
    .flatMap((group) => [group >> 8, group & 255])
    .join('.');

function ipv4(text: string): readonly number[] | undefined {
  const parts = text.split('.');
  const numbers = parts.map((part) => (/^(0|[1-9]\d{0,2})$/.test(part) ? Number(part) : 256));
  return parts.length === 4 && numbers.every((one) => one <= 255) ? numbers : undefined;
}

/** Eight groups; nothing for a text that is no address, or names an interface. */
function ipv6(text: string): readonly number[] | undefined {
  const [, begins = text, tail] = /^(.*:)(\d+(?:\.\d+){3})$/.exec(text) ?? [];
  const four = tail === undefined ? [] : ipv4(tail);
  if (!four) return undefined;
  const [a = 0, b = 0, c = 0, d = 0] = four;
  const hex =
    tail === undefined
      ? begins
      : `${begins}${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
  const halves = hex.split('::');
  if (halves.length > 2) return undefined;
  const [head = [], rest] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - head.length - (rest?.length ?? 0);
  if (rest ? missing < 1 : missing !== 0) return undefined;
  const groups = [...head, ...(rest ? [...Array(missing).fill('0'), ...rest] : [])];
  return groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))
    ? groups.map((group) => Number.parseInt(group, 16))
    : undefined;
}

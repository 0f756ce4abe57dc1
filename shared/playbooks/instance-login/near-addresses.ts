/**
 * Is it private, of the link, of the machine itself, shared by a carrier, or multicast? A cut for one of these could
 * part the machines of a network from each other. As AWS spells it: small letters, the longest zeros left out. [D] RFC 6890
 */
export const isNear = (address: string): boolean =>
  address.includes(':') ? NEAR6.test(address) : isNear4(address.split('.').map(Number));

/** `::` begins the machine's own and those that stand for IPv4; then ULA, link-local and multicast. */
const NEAR6 = /^(::|64:ff9b::|f[cd]..:|fe[89ab].:|ff..:)/;

const isNear4 = ([a = 0, b = 0]: readonly number[]): boolean =>
  a === 0 ||
  a === 10 ||
  a === 127 ||
  a >= 224 ||
  (a === 100 && b >= 64 && b < 128) ||
  (a === 169 && b === 254) ||
  (a === 172 && b >= 16 && b < 32) ||
  (a === 192 && b === 168);

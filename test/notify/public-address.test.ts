import { BlockList, isIP } from 'node:net';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isPublicAddress, isPublicHost } from '../../shared/tell/notify/public-address';

test.each([
  ...['0.0.0.0', '10.1.2.3', '100.64.0.1', '127.0.0.1', '127.9.9.9', '169.254.169.254'],
  ...['169.254.170.2', '172.16.0.1', '172.31.255.255', '192.168.1.1', '198.18.0.1', '224.0.0.1'],
  ...['240.0.0.1', '255.255.255.255', '::', '::1', '::127.0.0.1', '::ffff:127.0.0.1'],
  ...['::ffff:7f00:1', '64:ff9b::10.0.0.1', '64:ff9b:1::1', '2002:7f00:1::', '2001::1', 'fc00::1'],
  ...['fd00:ec2::254', 'fe80::1', 'fe80::1%eth0', 'fec0::1', 'ff02::1', '100::1'],
  ...['', 'x', '1.2.3', '1.2.3.4.5', '01.2.3.4', '256.1.1.1', '1:2:3', ':::', '1::2::3', 'g::1'],
])('%j is no address of the Internet', (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

test.each([
  ...['1.1.1.1', '100.63.255.255', '100.128.0.1', '172.15.0.1', '172.32.0.1', '192.167.0.1'],
  ...['198.17.0.1', '198.20.0.1', '223.255.255.255', '2606:4700::1111', '2a00:1450:4001::1'],
  ...['::ffff:1.1.1.1', '64:ff9b::1.1.1.1', '2600:1f18:1:2:3:4:5:6'],
])('%s is one of the Internet', (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

test.each(['example.com', 'hooks.slack.com', 'EXAMPLE.com.', '1.1.1.1', '[2606:4700::1111]'])(
  'the host %s may be one of the Internet',
  (host) => {
    expect(isPublicHost(host)).toBe(true);
  },
);

test.each(['localhost', 'LOCALHOST.', 'a.localhost', 'db', 'x.internal', 'x.local', '[::1]', ''])(
  'the host %s is not',
  (host) => {
    expect(isPublicHost(host)).toBe(false);
  },
);

/** Node's own reading of addresses, of the networks that matter most. */
const closed = new BlockList();
for (const [net, bits] of [
  ['10.0.0.0', 8],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const) {
  closed.addSubnet(net, bits, 'ipv4');
}
for (const [net, bits] of [
  ['::1', 128],
  ['fc00::', 7],
  ['fe80::', 10],
] as const) {
  closed.addSubnet(net, bits, 'ipv6');
}

test('a closed address is refused in every spelling that Node accepts', () => {
  const near = fc
    .tuple(fc.constantFrom(10, 127, 169, 172, 192), fc.nat(255), fc.nat(255), fc.nat(255))
    .map((parts) => parts.join('.'));
  const four = fc.oneof(fc.ipV4(), near);
  const address = fc.oneof(
    four,
    fc.ipV6(),
    four.map((one) => `::ffff:${one}`),
  );
  fc.assert(
    fc.property(address, (one) => {
      const family = isIP(one) === 4 ? 'ipv4' : 'ipv6';
      return !closed.check(one, family) || !isPublicAddress(one);
    }),
    { numRuns: 2_000 },
  );
});

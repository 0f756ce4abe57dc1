import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { CustodyManifest, EvidenceItem, FoundItem } from '../../../shared/domain/custody';
import { type Read, read, unread } from '../../../shared/domain/login';
import {
  addItem,
  emptyManifest,
  handOver,
  headOf,
  verifyCustody,
} from '../../../shared/playbooks/instance-login/custody';
import type { Sha256 } from '../../../shared/playbooks/instance-login/fingerprint';

const sha256: Sha256 = (data) => createHash('sha256').update(data).digest('hex');
const NOW = '2026-11-22T00:00:00Z';

const memory: EvidenceItem = {
  id: 'memory',
  kind: 'memory',
  sha256: 'a'.repeat(64),
  size: 1_024,
  tool: { name: 'avml', version: '0.14.0', sha256: 'b'.repeat(64) },
  by: 'trailwarden-collector',
  at: '2026-11-21T20:10:00Z',
  from: 'i-0123456789abcdef0',
  where: { kind: 'object', bucket: 'evidence', key: 'inc-1/memory', versionId: 'v1' },
};
const snapshot: EvidenceItem = {
  ...memory,
  id: 'snapshot',
  kind: 'snapshot',
  at: '2026-11-21T20:20:00Z',
  where: { kind: 'ebs', id: 'snap-1', accountId: '111122223333', region: 'us-east-1' },
};

const shared = {
  kind: 'shared',
  item: 'snapshot',
  at: '2026-11-21T20:21:00Z',
  by: 'trailwarden-collector',
  to: '999988887777',
} as const;
const whole = handOver(
  addItem(addItem(emptyManifest('inc-1'), memory, sha256), snapshot, sha256),
  shared,
  sha256,
);

const there: FoundItem = {
  sha256: memory.sha256,
  size: 1_024,
  versionId: 'v1',
  lockedUntil: '2027-11-21T00:00:00Z',
};
const all = (different: Partial<FoundItem> = {}) =>
  new Map<string, Read<FoundItem | undefined>>([
    ['memory', read({ ...there, ...different })],
    ['snapshot', read({ sha256: memory.sha256, size: 1_024 })],
  ]);

const verify = (
  manifest: CustodyManifest = whole,
  found = all(),
  sealedHead: Read<string> = read(headOf(whole, sha256)),
) => verifyCustody(manifest, found, { sealedHead, now: NOW, sha256 });

test('evidence that is what it was agrees in everything', () => {
  expect(verify()).toEqual([]);
  expect(whole.handOvers.map(({ kind, item, to }) => [kind, item, to])).toEqual([
    ['taken', 'memory', undefined],
    ['taken', 'snapshot', undefined],
    ['shared', 'snapshot', '999988887777'],
  ]);
});

test('a task that runs twice takes evidence once', () => {
  expect(handOver(addItem(whole, { ...memory, at: NOW }, sha256), shared, sha256)).toEqual(whole);
});

test('what is not in the manifest cannot be handed over', () => {
  expect(() => handOver(whole, { ...shared, item: 'other' }, sha256)).toThrow(
    'No item other is in the manifest of inc-1.',
  );
});

test('a manifest that the table or a file kept verifies as the one that was written', () => {
  expect(verify(JSON.parse(JSON.stringify(whole)))).toEqual([]);
});

test.each<[string, Partial<FoundItem>, string]>([
  [
    'another hash',
    { sha256: 'c'.repeat(64) },
    `has the SHA-256 ${'c'.repeat(64)}, not ${'a'.repeat(64)}`,
  ],
  ['another size', { size: 1 }, 'has 1 bytes, not 1024'],
  ['another version', { versionId: 'v2' }, 'is the version v2, not v1'],
  ['no lock any more', { lockedUntil: NOW }, 'is not locked: it can be deleted'],
  ['bytes that were not read', { sha256: undefined as never }, 'its bytes were not read again'],
])('an item with %s is told', (_, different, sentence) => {
  expect(verify(whole, all(different))).toEqual([expect.stringContaining(sentence)]);
});

test('a snapshot of another volume, of none of the machine’s, and a manifest of nothing are told', () => {
  const found = all().set(
    'snapshot',
    read({ sha256: memory.sha256, size: 1_024, volumeId: 'vol-0other' }),
  );
  expect(verify(whole, found)).toEqual([
    `Item snapshot (snapshot) is of vol-0other, not of ${snapshot.from}.`,
  ]);
  const how = { sealedHead: read(headOf(whole, sha256)), now: NOW, sha256 };
  expect(verifyCustody(whole, all(), { ...how, volumes: ['vol-0'] })).toEqual([
    `Item snapshot (snapshot) is of ${snapshot.from}, no volume of the machine.`,
  ]);
  const empty = emptyManifest('inc-1');
  expect(verify(empty, new Map(), read(headOf(empty, sha256)))).toEqual([
    'Nothing is in custody, so nothing can be compared.',
  ]);
});

test('an item that is gone, or was not looked at, is told as what it is', () => {
  const found = new Map<string, Read<FoundItem | undefined>>([['memory', read(undefined)]]);
  expect(verify(whole, found)).toEqual([
    'Item memory (memory) is not there.',
    'Item snapshot (snapshot) could not be read: it was not looked at.',
  ]);
  expect(verify(whole, found.set('snapshot', unread('denied')))[1]).toBe(
    'Item snapshot (snapshot) could not be read: denied.',
  );
});

test('rows that were cut off leave a chain that is whole and does not end in the seal', () => {
  expect(verify({ ...whole, handOvers: whole.handOvers.slice(0, 2) })).toEqual([
    'The chain does not end in the row that was sealed: rows were added or cut off.',
  ]);
  expect(verify(whole, all(), unread('KMS is denied'))).toEqual([
    'The seal of the chain could not be verified: KMS is denied.',
  ]);
});

test('an item that no one took, or that stands there twice, is told', () => {
  expect(
    verify({ ...whole, items: [...whole.items, { ...snapshot, id: 'extra' }, memory] }),
  ).toEqual(
    expect.arrayContaining([
      'Item extra has no row that says who took it.',
      'Item memory is in the manifest twice.',
    ]),
  );
});

type Row = CustodyManifest['handOvers'][number];

test('no change of any field of the manifest goes unseen', () => {
  const ofRow = fc.constantFrom('kind', 'item', 'itemHash', 'at', 'by', 'to', 'previous', 'hash');
  const ofItem = fc.constantFrom(
    'id',
    'kind',
    'sha256',
    'size',
    'tool',
    'by',
    'at',
    'from',
    'where',
  );
  fc.assert(
    fc.property(
      fc.nat(2),
      fc.nat(1),
      ofRow,
      ofItem,
      fc.boolean(),
      fc.string(),
      (row, item, field, other, isRow, text) => {
        const change = <T extends object>(list: readonly T[], at: number, name: string) =>
          list.map((one, index) => (index === at ? { ...one, [name]: text } : one));
        const changed = isRow
          ? { ...whole, handOvers: change<Row>(whole.handOvers, row, field) }
          : { ...whole, items: change<EvidenceItem>(whole.items, item, other) };
        fc.pre(JSON.stringify(changed) !== JSON.stringify(whole));
        expect(verify(changed).length).toBeGreaterThan(0);
      },
    ),
    { numRuns: 300 },
  );
});

test('rows in another order, or without one of them, are no chain', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([...whole.handOvers], { minLength: 1 }), (handOvers) => {
      fc.pre(handOvers.some((row, at) => row !== whole.handOvers[at]) || handOvers.length < 3);
      expect(verify({ ...whole, handOvers }).length).toBeGreaterThan(0);
    }),
  );
});

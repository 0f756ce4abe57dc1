import { expect, test } from '@jest/globals';
import type { CustodyManifest, EvidenceItem } from '../../../shared/domain/custody';
import { read, unread } from '../../../shared/domain/login';
import { emptyManifest } from '../../../shared/playbooks/instance-login/custody';
import {
  type PreservationFacts,
  planPreservation,
} from '../../../shared/playbooks/instance-login/preserve';

const facts: PreservationFacts = {
  isConnected: read(true),
  platform: 'linux',
  volumes: [
    { id: 'vol-1', encryption: 'none' },
    { id: 'vol-2', encryption: 'aws' },
  ],
  hasInstanceStore: false,
};

const manifest = (
  ...items: readonly (readonly [EvidenceItem['kind'], string])[]
): CustodyManifest => ({
  ...emptyManifest('inc-1'),
  items: items.map(([kind, from]) => ({
    ...{ id: `${kind} ${from}`, kind, from, sha256: '', size: 0, by: 'x', at: '' },
    tool: { name: 'x', version: '1' },
    where: { kind: 'ebs', id: from, accountId: '111122223333', region: 'us-east-1' },
  })),
});

const steps = (different: Partial<PreservationFacts> = {}, taken = manifest()) =>
  planPreservation({ ...facts, ...different }, taken).steps;

test('what is lost first is taken first, and all disks at one moment', () => {
  expect(steps()).toEqual([
    { kind: 'memory' },
    { kind: 'volatile' },
    { kind: 'snapshots', volumeIds: ['vol-1', 'vol-2'] },
    { kind: 'copy', volumeId: 'vol-1' },
    { kind: 'own copy', volumeId: 'vol-2' },
    { kind: 'copy', volumeId: 'vol-2' },
  ]);
});

test('what was taken is not taken again', () => {
  const taken = manifest(
    ['memory', 'i-1'],
    ['snapshot', 'vol-1'],
    ['snapshot', 'vol-2'],
    ['copy', 'vol-2'],
  );
  expect(steps({}, taken)).toEqual([{ kind: 'volatile' }, { kind: 'copy', volumeId: 'vol-1' }]);
});

test.each<[string, Partial<PreservationFacts>]>([
  ['its SSM agent does not answer', { isConnected: read(false) }],
  ['whether its agent answers is not known (throttled)', { isConnected: unread('throttled') }],
  ['the tools are for Linux', { platform: 'windows' }],
])('where %s, the disks are taken all the same, and the rest is told', (why, different) => {
  const { steps, left } = planPreservation({ ...facts, ...different }, manifest());
  expect(steps[0]?.kind).toBe('snapshots');
  expect(left).toEqual([
    `Its memory cannot be taken: ${why}.`,
    `What runs on it cannot be taken: ${why}.`,
  ]);
});

test('disks that nothing can keep are told', () => {
  const { left } = planPreservation({ ...facts, volumes: [], hasInstanceStore: true }, manifest());
  expect(left).toEqual([
    'Its instance store cannot be kept: it has no snapshots.',
    'It has no volume.',
  ]);
});

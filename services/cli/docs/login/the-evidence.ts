import type { EvidenceItem, HandOver } from '../../../../shared/domain/custody';
import type { CustodySummary } from '../../../../shared/domain/login-run';
import { ACCOUNT, BY, DATA, FORENSIC, ID, MACHINE, REGION, ROOT, sha } from './the-login';

const object = (name: string) =>
  ({
    kind: 'object',
    bucket: `trailwarden-forensics-${FORENSIC}-${REGION}`,
    key: `instances/${ID}/${name}`,
    versionId: `v-${name.slice(0, 6)}`,
  }) as const;
const item = (
  at: string,
  kind: EvidenceItem['kind'],
  [from, sha256, size]: readonly [string, string, number],
  where: EvidenceItem['where'],
  tool: EvidenceItem['tool'],
): EvidenceItem => ({
  id: where.kind === 'object' ? where.key : where.id,
  ...{ kind, sha256, size, from, where, tool, by: BY, at: `2026-11-21T${at}Z` },
});
const ebs = (id: string, accountId: string) =>
  ({ kind: 'ebs', id, accountId, region: REGION }) as const;
const EBS = { name: 'EBS direct', version: '1' };

const items: readonly EvidenceItem[] = [
  item(
    '02:21:40.118',
    'memory',
    [MACHINE, sha('memory'), 4_294_967_296],
    object('memory-1795227517037.lime'),
    { name: 'AVML', version: '0.14.0', sha256: sha('avml') },
  ),
  item(
    '02:22:31.402',
    'volatile',
    [MACHINE, sha('volatile'), 184_211],
    object('volatile-1795227695308.tar.gz'),
    { name: 'collect.sh', version: '1' },
  ),
  item(
    '02:41:04.638',
    'snapshot',
    [ROOT, sha('root'), 8_589_934_592],
    ebs('snap-08a899bca9c42ace3', ACCOUNT),
    EBS,
  ),
  item(
    '02:46:08.618',
    'copy',
    ['snap-08a899bca9c42ace3', sha('root'), 8_589_934_592],
    ebs('snap-0a3df53e5eba3d6fa', FORENSIC),
    EBS,
  ),
  item(
    '02:47:12.300',
    'snapshot',
    [DATA, sha('data'), 21_474_836_480],
    ebs('snap-0b7c6d5e4f3a29180', ACCOUNT),
    EBS,
  ),
  item(
    '02:52:40.771',
    'copy',
    ['snap-0b7c6d5e4f3a29180', sha('data'), 21_474_836_480],
    ebs('snap-0c9d8e7f6a5b41320', FORENSIC),
    EBS,
  ),
  item(
    '03:04:03.773',
    'examination',
    ['snap-0a3df53e5eba3d6fa', sha('examination'), 365_712],
    object(`examination-${ROOT}-1795228443000.tar.gz`),
    { name: 'examine.sh', version: '1' },
  ),
];

const handOvers: readonly Pick<HandOver, 'kind' | 'item' | 'at' | 'by' | 'to'>[] = [
  ...items.map(({ id, at }) => ({ kind: 'taken' as const, item: id, at, by: BY })),
  {
    ...{ kind: 'attached read-only', item: 'snap-0a3df53e5eba3d6fa', by: BY },
    ...{ at: '2026-11-21T03:01:28.993Z', to: 'i-0937d480597eddebb' },
  },
];

export const custody: CustodySummary = {
  items,
  handOvers: handOvers.toSorted((one, other) => one.at.localeCompare(other.at)),
  head: sha('head'),
  left: 0,
};

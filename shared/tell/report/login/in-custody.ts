import type { EvidenceItem, EvidencePlace } from '../../../domain/custody';
import type { Incident } from '../../../domain/incident';
import type { CustodySummary } from '../../../domain/login-run';
import { stateOf } from '../../../domain/login-standing';
import type { Block, Section } from '../document';

/** What was taken, with its hash, and who had it. */
export function inCustody({ id, loginRun, timeline }: Incident): Section {
  const custody = loginRun?.custody;
  const outcomes = timeline.filter((one) => STATES.has(stateOf(one)));
  return {
    title: 'Evidence in custody',
    blocks: [
      ...(custody ? tablesOf(custody, id) : [NONE]),
      ...(outcomes.length > 0
        ? [
            {
              kind: 'list',
              title: 'What each step came to',
              items: outcomes.map(({ at, text }) => `${at}: ${text}`),
            } as const,
          ]
        : []),
    ],
  };
}

const NONE: Block = { kind: 'text', text: 'Nothing was taken into custody.' };

const STATES: ReadonlySet<string> = new Set([
  ...['Memory', 'Volatile', 'Snapshots', 'Copies', 'Manifest'],
]);

const tablesOf = ({ items, handOvers, head, left }: CustodySummary, id: string): Block[] => [
  {
    kind: 'table',
    table: {
      title: 'In the order in which it was taken',
      head: ['What', 'From', 'At', 'Bytes', 'SHA-256', 'By', 'Where'],
      rows: items.map((item) => [
        item.kind,
        item.from,
        item.at,
        item.size.toLocaleString('en'),
        item.sha256 || 'not hashed',
        toolText(item),
        placeText(item.where),
      ]),
    },
  },
  {
    kind: 'table',
    table: {
      title: 'The chain of custody',
      head: ['At', 'What', 'Item', 'By', 'To'],
      rows: handOvers.map(({ at, kind, item, by, to = '' }) => [at, kind, item, by, to]),
    },
  },
  ...(left > 0
    ? [
        {
          kind: 'unknown',
          text: `${left} more items and rows stand in the manifest only.`,
        } as const,
      ]
    : []),
  {
    kind: 'text',
    text: `The chain ends in the row ${head}, which is sealed. trailwarden evidence verify ${id} reads all of it again.`,
  },
];

const toolText = ({ tool, by }: EvidenceItem): string =>
  `${tool.name} ${tool.version}${tool.sha256 ? ` (SHA-256 ${tool.sha256})` : ''}, by ${by}`;

const placeText = (where: EvidencePlace): string =>
  where.kind === 'object'
    ? `s3://${where.bucket}/${where.key}, version ${where.versionId}`
    : `${where.id} in ${where.accountId}, ${where.region}`;

import { actorNames } from '../../../domain/evidence';
import type { Incident } from '../../../domain/incident';
import type { Lineage, Link } from '../../../domain/lineage';
import { shownLinks } from '../../../investigate/lineage/shown-links';
import type { Block, ChainLink, Section } from '../document';

/** The chain from a person to the call, as far as records go, and why it ends where it ends. */
export const whoDidIt = (incident: Incident): Section => ({
  title: 'Who did it',
  blocks: [
    ...(incident.lineage ? traced(incident.lineage, incident) : recorded(incident)),
    ...othersIn(incident),
  ],
});

/** All other callers on the incident, without those of the chain. */
function othersIn({ actors, evidence, lineage, furtherCalls = 0 }: Incident): readonly Block[] {
  const shown = new Set([
    ...(evidence ? actorNames(evidence.actor) : []),
    ...(lineage?.links ?? []).map(({ principal }) => principal),
  ]);
  const others = actors.filter((name) => !shown.has(name));
  const further =
    furtherCalls > 0
      ? [`and ${furtherCalls.toLocaleString('en')} calls under further names or sessions`]
      : [];
  return others.length + further.length > 0
    ? [{ kind: 'list', title: 'Also called by', items: [...others, ...further] }]
    : [];
}

const traced = (lineage: Lineage, incident: Incident): readonly Block[] => [
  { kind: 'chain', chain: [...shownLinks(lineage).map(linkOf), ...callOf(incident)] },
  { kind: 'text', text: lineage.why },
  ...(lineage.unread.length > 0
    ? [{ kind: 'list', title: 'What could not be read', items: lineage.unread } as const]
    : []),
];

function recorded(incident: Incident): readonly Block[] {
  const { evidence } = incident;
  if (!evidence) {
    return [
      { kind: 'unknown', text: 'Not known: a look found it, and no record of a call reached us.' },
    ];
  }
  const chain = evidence.actor.chain.map(
    (name): ChainLink => ({
      ...{ name, kind: 'named in the record' },
      ...{ why: 'The record of the call names it.', certainty: 'certain' },
    }),
  );
  return [
    { kind: 'chain', chain: [...chain, ...callOf(incident)] },
    {
      kind: 'unknown',
      text: 'Who is behind it is not known yet: the chain of roles has not been walked back.',
    },
  ];
}

const linkOf = ({ principal, kind, why, certainty, at, evidence }: Link): ChainLink => ({
  name: principal,
  kind: `${kind}${at ? `, ${at}` : ''}`,
  why: `${why} (${[evidence.source, evidence.eventId, evidence.file].filter(Boolean).join(' ')})`,
  certainty,
});

const callOf = ({ evidence }: Incident): readonly ChainLink[] =>
  evidence
    ? [
        {
          name: evidence.eventName,
          kind: 'call',
          why: `${evidence.eventSource}${evidence.errorCode ? `, refused: ${evidence.errorCode}` : ''}${evidence.eventId ? ` (event ${evidence.eventId})` : ''}`,
          certainty: evidence.certainty ?? 'certain',
        },
      ]
    : [];

import { actorNames, type Evidence } from '../../domain/evidence';
import type { Incident } from '../../domain/incident';
import type { Lineage, Link } from '../../domain/lineage';
import { isOfLogin } from '../../domain/login-standing';
import { findWay } from '../../domain/login-ways';
import { shownLinks } from '../../investigate/lineage/shown-links';
import { findTechnique } from '../../tampering/catalogue';
import { headlineOf } from '../../tampering/guidance/headline';
import type { Block, ChainLink, Document, Section } from './document';
import { contained } from './login/contained';
import { decided } from './login/decided';
import { costSection, findings, lookedFor } from './login/found';
import { inCustody } from './login/in-custody';
import { theLogin } from './login/the-login';
import { atAGlance } from './sections/at-a-glance';
import { inTheDark } from './sections/in-the-dark';
import { whatHappened } from './sections/what-happened';
import { whatToDo } from './sections/what-to-do';

/** The report of one incident at this time. It says what is not known yet. */
export const compose = (incident: Incident, at: string): Document => ({
  id: incident.id,
  title: headlineOf(incident),
  marks: [incident.severity, incident.state],
  sections: [
    atAGlance(incident),
    ...(isOfLogin(incident) ? ofLogin(incident) : ofTampering(incident)),
    whomToTell(incident),
    about(incident, at),
  ],
});

const ofTampering = (incident: Incident): readonly Section[] => [
  whoDidIt(incident),
  whatHappened(incident),
  whatToDo(incident),
  inTheDark(incident),
];

const ofLogin = (incident: Incident): readonly Section[] => [
  whatHappened(incident),
  theLogin(incident),
  whoDidIt(incident),
  decided(incident),
  contained(incident),
  whatToDo(incident),
  findings(incident),
  inCustody(incident),
  lookedFor(incident),
  ...(incident.dark ? [inTheDark(incident)] : []),
  costSection(incident),
];

const about = (incident: Incident, at: string): Section => ({
  title: 'About this report',
  blocks: [
    {
      kind: 'facts',
      facts: [
        { name: 'Incident', text: incident.id },
        { name: 'Opened', text: incident.openedAt },
        { name: 'Last seen', text: incident.lastSeenAt },
        { name: 'Techniques', text: incident.techniques.map(named).join('; ') || 'none was found' },
        { name: 'Made', text: `${at}, by Trailwarden, from the incident as it was then` },
      ],
    },
  ],
});

function named(id: string): string {
  const way = findWay(id);
  if (way) return `${id} (${way.title}; MITRE ATT&CK ${way.mitre.join(', ')})`;
  const technique = findTechnique(id);
  return technique
    ? `${id} (${technique.title}; ${technique.row}; MITRE ATT&CK ${technique.mitre.join(', ')})`
    : id;
}

/** The chain from a person to the call, as far as records go, and why it ends where it ends. */
const whoDidIt = (incident: Incident): Section => ({
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
  const said: Omit<ChainLink, 'name'> = isHostsWord(evidence)
    ? { kind: 'named by the host', why: 'The host says so of itself.', certainty: 'guess' }
    : {
        kind: 'named in the record',
        why: 'The record of the call names it.',
        certainty: 'certain',
      };
  const chain = evidence.actor.chain.map((name): ChainLink => ({ name, ...said }));
  return [
    { kind: 'chain', chain: [...chain, ...callOf(incident)] },
    {
      kind: 'unknown',
      text: 'Who is behind it is not known yet: the chain of roles has not been walked back.',
    },
  ];
}

/** No call to AWS: a host wrote it, and may write anything. */
const isHostsWord = ({ eventSource }: Evidence): boolean => eventSource === 'trailwarden.login';

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
          kind: isHostsWord(evidence) ? 'login' : 'call',
          why: `${evidence.eventSource}${evidence.errorCode ? `, refused: ${evidence.errorCode}` : ''}${evidence.eventId ? ` (event ${evidence.eventId})` : ''}`,
          certainty: evidence.certainty ?? (isHostsWord(evidence) ? 'guess' : 'certain'),
        },
      ]
    : [];

const whomToTell = ({ contacts }: Incident): Section => ({
  title: 'Whom to tell',
  blocks: contacts
    ? [
        {
          kind: 'table',
          table: {
            title: 'Best first',
            head: ['Who', 'Channel', 'Source', 'Why'],
            rows: contacts.contacts.map(({ person, address, channel, source, why }) => [
              ...[person ? `${person}, ${address}` : address, channel, source, why],
            ]),
          },
        },
        {
          kind: 'list',
          title: 'Where it was looked up',
          items: contacts.asked.map(({ source, kind, why }) => `${source}: ${kind}. ${why}`),
        },
      ]
    : [{ kind: 'unknown', text: 'Not known yet: no contact has been looked up.' }],
});

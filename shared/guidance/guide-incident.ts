import type { Guidance, GuidedCommand } from '../domain/guidance';
import { findTechnique } from '../techniques/catalogue';
import { guideFor } from './catalogue';
import { factsOfIncident, type GuidedIncident, type IncidentFacts } from './incident-facts';
import { stopActor } from './stop-actor';
import type { TechniqueGuide } from './subject-guide';

/**
 * What to do about one incident. Nothing for a reported row: its guidance is in the incident itself,
 * written from the record.
 */
export function guideIncident(incident: GuidedIncident): Guidance | undefined {
  const guide = guideFor(incident.techniques, incident.subjectKey);
  if (!guide) return undefined;
  const facts = factsOfIncident(incident);
  const own = incident.techniques.flatMap((id) => guide.techniques[id] ?? []);
  return {
    isItPlanned: plannedText(facts, own),
    howToTell: `${COMMON.howToTell} ${guide.howToTell}`,
    preserve: unique([...lost(incident.techniques), guide.preserve]).join(' '),
    rotate: unique([guide.rotate, ...own.flatMap(({ rotate }) => rotate ?? [])]).join(' '),
    ifItContinues: `${continuing(facts)} ${guide.ifItContinues}`,
    commands: distinct([
      ...keep(facts),
      ...whoDidIt(facts, incident.techniques),
      ...guide.look(facts),
      ...own.flatMap(({ look }) => look?.(facts) ?? []),
      ...stopping(facts),
      ...answer(incident.id),
    ]),
  };
}

const COMMON = {
  howToTell:
    'Ask whoever it names, on another channel than one they could have been taken over on, and look for the change where changes are announced (trailwarden exempt list shows those announced to us).',
} as const;

function plannedText({ who, from }: IncidentFacts, own: readonly TechniqueGuide[]): string {
  const by = who
    ? `${who} did it, from ${from}.`
    : 'Nobody is named: no record of the call reached us.';
  const ifs = unique(own.flatMap(({ plannedIf }) => plannedIf ?? []));
  const nevers = unique(own.flatMap(({ neverPlanned }) => neverPlanned ?? []));
  return [
    by,
    ...(ifs.length > 0 ? [`It would be planned if ${ifs.join('; and if ')}.`] : []),
    ...nevers.map((why) => `It is never planned: ${why}.`),
  ].join(' ');
}

const lost = (techniques: readonly string[]): readonly string[] =>
  techniques.flatMap((id) => {
    const technique = findTechnique(id);
    return technique ? `What cannot be put back: ${technique.notRestorable}` : [];
  });

const continuing = ({ actor }: IncidentFacts): string =>
  actor && stopActor(actor)
    ? 'Stop whoever does it, by the command below.'
    : 'Find out what was signed in with, and take it away: a session of IAM Identity Center is ended there, a root user’s by a new password.';

/** Event history forgets after 90 days, and knows one Region. */
const keep = ({ accountId, region, globalRegion, since, until }: IncidentFacts) =>
  unique([region, globalRegion]).map((one) => ({
    why: `Keep what Event history knows of ${one}, in ${accountId}`,
    command: `aws cloudtrail lookup-events --region ${one} --start-time ${since} --end-time ${until} --output json > events-${accountId}-${one}.json`,
  }));

/** What the same key did; where no record names one, the call itself. */
function whoDidIt(facts: IncidentFacts, techniques: readonly string[]): readonly GuidedCommand[] {
  const { actor, region } = facts;
  const key = actor?.accessKeyId;
  if (key && /^[A-Z0-9]{16,128}$/.test(key)) {
    return [{ why: 'See what else the same key did', command: lookUp(region, 'AccessKeyId', key) }];
  }
  if (facts.who) return [];
  const calls = techniques.flatMap((id) => Object.entries(findTechnique(id)?.events ?? {}));
  return calls.flatMap(([source, names]) =>
    names.slice(0, 2).map((name) => ({
      why: `Find who called ${name}`,
      command: lookUp(isGlobal(source) ? facts.globalRegion : region, 'EventName', name),
    })),
  );
}

const isGlobal = (source: string): boolean => /^(iam|organizations)\./.test(source);

const lookUp = (region: string, key: string, value: string): string =>
  `aws cloudtrail lookup-events --region ${region} --lookup-attributes AttributeKey=${key},AttributeValue=${value}`;

function stopping({ actor }: IncidentFacts): readonly GuidedCommand[] {
  const stop = actor && stopActor(actor);
  return stop ? [{ ...stop, why: `If it goes on, ${stop.why}` }] : [];
}

const answer = (id: string): readonly GuidedCommand[] => [
  { why: 'It was planned', command: `trailwarden ack ${id} --as planned --note '<change>'` },
  { why: 'It was not', command: `trailwarden ack ${id} --as not-me --note '<what you know>'` },
];

const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)];

const distinct = (commands: readonly GuidedCommand[]): readonly GuidedCommand[] =>
  commands.filter(
    ({ command }, index) => commands.findIndex((one) => one.command === command) === index,
  );

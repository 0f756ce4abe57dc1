import type { Guidance, GuidedCommand } from '../../domain/guidance';
import { isOfLogin } from '../../domain/login-standing';
import { findTechnique } from '../catalogue';
import { guideFor, techniqueGuide, techniqueText } from './catalogue';
import { contain } from './containment';
import { guideLogin } from './guide-login';
import { denied, heldText, holdByPolicy } from './hold-by-policy';
import { factsOfIncident, type GuidedIncident, type IncidentFacts } from './incident-facts';
import type { SubjectGuide, TechniqueGuide } from './subject-guide';

/**
 * What to do about one incident. Nothing for a reported row: its guidance is in the incident itself,
 * written from the record.
 */
export function guideIncident(incident: GuidedIncident): Guidance | undefined {
  if (isOfLogin(incident)) return guideLogin(incident);
  const guide = guideFor(incident.techniques, incident.subjectKey);
  if (!guide) return undefined;
  const facts = factsOfIncident(incident);
  const own = incident.techniques.flatMap((id) => techniqueGuide(guide, id) ?? []);
  const contained = contain(incident);
  const held = isOnAccount(incident) ? undefined : denied(guide, facts);
  const looks = [...guide.look(facts), ...own.flatMap(({ look }) => look?.(facts) ?? [])];
  return {
    isItPlanned: plannedText(facts, own),
    howToTell: `${COMMON.howToTell} ${guide.howToTell}`,
    preserve: unique([...lost(incident.techniques), guide.preserve]).join(' '),
    rotate: rotateText(guide, own),
    ifItContinues: unique([
      ...(contained.commands.length > 0 ? [COMMON.contain] : []),
      ...contained.notes,
      ...(held ? [heldText(held)] : []),
      guide.ifItContinues,
    ]).join(' '),
    commands: distinct([
      ...keep(facts),
      ...whoDidIt(facts, incident.techniques),
      // Of a call that was refused it may not be known at what it was aimed.
      ...(isOnAccount(incident)
        ? looks.filter(({ command }) => !/<[a-z-]+>/.test(command))
        : looks),
      ...contained.commands.map((one) => ({ ...one, why: `If it goes on: ${lowered(one.why)}` })),
      ...(held ? holdByPolicy(held, facts) : []),
      ...answer(incident.id),
    ]),
  };
}

const COMMON = {
  howToTell:
    'Ask the person it names, through a channel that the attacker cannot control, and look for the change where changes are announced (trailwarden exempt list shows those announced to us).',
  contain:
    'Stop the actor by the commands below, in their order, each with an administrator’s role of the account it names: Trailwarden’s operator only reads. When it is over, take the denials away again.',
} as const;

const isOnAccount = ({ subjectKey }: GuidedIncident): boolean => subjectKey.startsWith('account#');

const lowered = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

function plannedText({ who, from }: IncidentFacts, own: readonly TechniqueGuide[]): string {
  const by = who
    ? `${who} did it, from ${from}.`
    : 'No identity is named: no record of the call reached us.';
  const ifs = unique(own.flatMap(({ plannedIf }) => plannedIf ?? []));
  const nevers = unique(own.flatMap(({ neverPlanned }) => neverPlanned ?? []));
  return [
    by,
    ...(ifs.length > 0 ? [`It would be planned if ${ifs.join('; and if ')}.`] : []),
    ...nevers.map((why) => `It is never planned: ${why}.`),
  ].join(' ');
}

/** What several techniques take away is said once. */
function lost(techniques: readonly string[]): readonly string[] {
  const texts = unique(techniques.flatMap((id) => techniqueText(id)?.notRestorable ?? []));
  return texts.length > 0 ? [`What cannot be put back: ${texts.join(' ')}`] : [];
}

const KEPT_RECORDING =
  'What the actor signed in with. The bucket went on recording: read there what else was done, and replace what that shows.';

function rotateText(guide: SubjectGuide, own: readonly TechniqueGuide[]): string {
  const isKept = own.length > 0 && own.every(({ keptRecording }) => keptRecording);
  return unique([
    isKept ? KEPT_RECORDING : guide.rotate,
    ...own.flatMap(({ rotate }) => rotate ?? []),
  ]).join(' ');
}

/** Event history forgets after 90 days, and knows one Region. */
const keep = ({ accountId, region, globalRegion, since, until }: IncidentFacts) =>
  unique([region, globalRegion]).map((one) => ({
    why: `Keep what Event history knows of ${one}, in ${accountId}`,
    command: `aws cloudtrail lookup-events --region ${one} --start-time ${since} --end-time ${until} --output json > events-${accountId}-${one}.json`,
  }));

/** What the same key did; where no record names one, the call itself. */
function whoDidIt(facts: IncidentFacts, techniques: readonly string[]): readonly GuidedCommand[] {
  const { actor, region, globalRegion, accountId } = facts;
  const key = actor?.accessKeyId;
  if (key && /^[A-Z0-9]{16,128}$/.test(key)) {
    const owner = /^\d{12}$/.test(actor.accountId ?? '') ? actor.accountId : accountId;
    // Calls of IAM, Organizations and STS are recorded there.
    return unique([region, globalRegion]).map((one) => ({
      why: `See what else the same key did, in ${owner}`,
      command: lookUp(one, 'AccessKeyId', key),
    }));
  }
  if (facts.who) return [];
  const calls = techniques.flatMap((id) => Object.entries(findTechnique(id)?.events ?? {}));
  return calls.flatMap(([source, names]) =>
    names.slice(0, 2).map((name) => ({
      why: `Find who called ${name}, in ${accountId}`,
      command: lookUp(isGlobal(source) ? globalRegion : region, 'EventName', name),
    })),
  );
}

const isGlobal = (source: string): boolean => /^(iam|organizations)\./.test(source);

const lookUp = (region: string, key: string, value: string): string =>
  `aws cloudtrail lookup-events --region ${region} --lookup-attributes AttributeKey=${key},AttributeValue=${value}`;

const answer = (id: string): readonly GuidedCommand[] => [
  {
    why: 'It was planned (answers take the role trailwarden-acknowledger)',
    command: `trailwarden ack ${id} --as planned --note '<change>'`,
  },
  { why: 'It was not', command: `trailwarden ack ${id} --as not-me --note '<what you know>'` },
];

const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)];

const distinct = (commands: readonly GuidedCommand[]): readonly GuidedCommand[] =>
  commands.filter(
    ({ command }, index) => commands.findIndex((one) => one.command === command) === index,
  );

import type { DarkGroup, DarkReport } from '../../../domain/dark';
import type { Incident } from '../../../domain/incident';
import { isOfLogin } from '../../../domain/login-standing';
import { partlyBlindText } from '../../partly-blind';
import type { Block, Fact, Section } from '../document';

/** What was done while nothing was logged, or around a call that blinded nothing, as far as Event history knows. */
export const inTheDark = (incident: Incident): Section => ({
  title: isOfLogin(incident) ? 'What the same identity did around it' : 'What happened in the dark',
  blocks: incident.dark ? recovered(incident.dark, isOfLogin(incident)) : [unrecovered(incident)],
});

const unrecovered = (incident: Incident): Block =>
  incident.windows.length > 0 || incident.blindSince || partlyBlindText(incident)
    ? { kind: 'unknown', text: 'Not known yet: Event history has not been searched.' }
    : { kind: 'text', text: 'Nothing was blind, by what is known.' };

const recovered = (dark: DarkReport, isLogin: boolean): readonly Block[] => [
  ...(dark.lit && !isLogin ? [litText(dark)] : []),
  ...(dark.recovered
    ? []
    : [
        {
          kind: 'unknown',
          text: 'Not all of it is known yet: Event history is still being read, or still filling.',
        } as const,
      ]),
  { kind: 'facts', facts: factsOf(dark) },
  ...(dark.risky.length > 0 ? [riskyTable(dark)] : []),
  { kind: 'list', title: 'What is not recovered', items: dark.notRecoverable },
];

const litText = ({ partly }: DarkReport): Block => ({
  kind: 'text',
  text: `${partly ? `It was blind ${partly}.` : 'Nothing was blind: logging went on.'} This is what the same identity did before and until it was put back.`,
});

const factsOf = (dark: DarkReport): readonly Fact[] => [
  {
    name: 'Searched',
    text: `${dark.window.from} to ${dark.window.to ?? 'now'}, and ${dark.marginMinutes} minutes before${dark.lit ? '' : ' and after'}; as of ${dark.at}`,
  },
  { name: 'Events', text: `${dark.events}${dark.first ? `, ${dark.first} to ${dark.last}` : ''}` },
  { name: 'By the actor', text: groupText(dark.byActor) },
  { name: 'By others', text: groupText(dark.byOthers) },
  { name: 'By AWS services', text: groupText(dark.byService) },
  { name: 'By Trailwarden', text: groupText(dark.byWarden) },
  {
    name: 'Kept in',
    text: dark.manifest
      ? `s3://${dark.manifest.bucket}/${dark.manifest.key} (SHA-256 ${dark.manifest.sha256})`
      : 'nowhere yet',
  },
];

function groupText({ events, refused, calls }: DarkGroup): string {
  if (events === 0) return 'nothing';
  const most = calls.map(({ name, events: times }) => `${name} ${times}×`).join(', ');
  return `${events}${refused > 0 ? `, ${refused} of them refused` : ''}${most ? `: ${most}` : ''}`;
}

const riskyTable = ({ risky, riskyEvents }: DarkReport): Block => ({
  kind: 'table',
  table: {
    title: `To look at first: ${risky.length} of ${riskyEvents} risky events`,
    head: ['When', 'Kind', 'Call', 'By', 'Why'],
    rows: risky.map(({ kind, why, event }) => [
      event.at,
      kind,
      `${event.source.split('.')[0]}:${event.name}${event.errorCode ? ` (refused: ${event.errorCode})` : ''}`,
      event.principal,
      why,
    ]),
  },
});

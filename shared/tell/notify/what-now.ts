import { endsIt } from '../../domain/acknowledgement';
import type { Incident } from '../../domain/incident';
import { isContained, isOfLogin } from '../../domain/login-standing';
import { contain } from '../../tampering/guidance/containment';
import { isWhole } from '../../tampering/guidance/headline';

/** What a person does now: two or three lines with one action each, and the commands for them, in order. */
interface WhatNow {
  readonly next: readonly string[];
  readonly commands: readonly string[];
}

/** It depends on the incident's state and answer. The report has the long form. */
export function whatNow(incident: Incident): WhatNow {
  const answer = incident.acknowledged ? incident.acknowledgement : undefined;
  const release = isContained(incident) ? [`trailwarden release ${incident.id}`] : [];
  if (answer && endsIt(answer)) return { next: [], commands: [...release, show(incident)] };
  const stop = stopOf(incident);
  const lines = answer ? afterNotMe(incident, stop) : unanswered(incident, stop);
  return {
    next: [...firstOf(incident), ...lines].slice(0, MOST),
    commands: [
      ...(stop?.commands ?? []),
      ...(needsHands(incident) ? [`trailwarden plan --account ${incident.accountId}`] : []),
      ...(answer
        ? [ack(incident, 'handled')]
        : [ack(incident, 'planned'), ack(incident, 'not-me')]),
      ...release,
      show(incident),
    ],
  };
}

const MOST = 4;

function unanswered(incident: Incident, stop: Stop | undefined): readonly string[] {
  const { ask } = incident;
  if (ask && !ask.ended) {
    return [
      `Answer (below) by ${ask.until}: ${ask.question}`,
      `Without an answer: ${ask.byDefault}`,
      ...rotated(incident),
    ];
  }
  return [
    'Was it you or your team? Answer planned (below), and the reminders of this incident end.',
    `If not: ${stop ? `${stop.why} (first command)` : withoutCommand(incident)}, then answer not-me.`,
    ...rotated(incident),
  ];
}

function afterNotMe(incident: Incident, stop: Stop | undefined): readonly string[] {
  return [
    `${capital(stop ? `${stop.why} (first command)` : withoutCommand(incident))}.`,
    ...(isContained(incident)
      ? ['The machine stays contained until it is released (below).']
      : rotated(incident)),
    'When it is dealt with, answer handled.',
  ];
}

/**
 * An incident that is told and not undone brings its own first action. One that could not be put back needs a
 * person's hands.
 */
function firstOf(incident: Incident): readonly string[] {
  const { guidance = [], accountId } = incident;
  if (guidance.length > 0) return guidance.slice(0, 2);
  return needsHands(incident)
    ? [
        `Put back what Trailwarden could not in ${accountId}: trailwarden plan says what stands in the way.`,
      ]
    : [];
}

const needsHands = (incident: Incident): boolean =>
  incident.state === 'escalated' &&
  !isOfLogin(incident) &&
  !isWhole(incident) &&
  (incident.guidance ?? []).length === 0;

interface Stop {
  readonly why: string;
  readonly commands: readonly string[];
}

/** The person behind it before the identities they took; the report has the rest of a long chain. */
function stopOf(incident: Incident): Stop | undefined {
  const { commands } = contain(incident);
  const [first] = commands;
  if (!first) return undefined;
  const why = first.why.charAt(0).toLowerCase() + first.why.slice(1);
  return { why, commands: commands.slice(0, MOST).map(({ command }) => command) };
}

function withoutCommand(incident: Incident): string {
  const { actor } = incident.evidence ?? {};
  if (!actor || actor.principal === 'unknown') return 'find out who it was (trailwarden who)';
  const [note = `take away what ${actor.principal.split(/[:/]/).at(-1)} signed in with`] =
    contain(incident).notes;
  return `${note.charAt(0).toLowerCase()}${note.slice(1).replace(/\.$/, '')}`;
}

/** A session’s key dies with the session; a lasting one must be replaced. */
function rotated(incident: Incident): readonly string[] {
  const key = incident.evidence?.actor.accessKeyId ?? '';
  if (isOfLogin(incident)) return /^AKIA/.test(key) ? [`Replace access key ${key}.`] : [];
  return /^AKIA[A-Z0-9]{12,124}$/.test(key)
    ? [`Replace access key ${key}, and every secret that was read meanwhile.`]
    : ['Replace every secret that was read meanwhile: the report lists the calls.'];
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const show = ({ id }: Incident): string => `trailwarden incidents show ${id}`;
const ack = ({ id }: Incident, as: string): string =>
  `trailwarden ack ${id} --as ${as}${as === 'not-me' ? '' : ' --note "why"'}`;

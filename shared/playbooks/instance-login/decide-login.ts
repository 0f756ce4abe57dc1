import type { Person } from '../../domain/lineage';
import { read } from '../../domain/login';
import type { Considered, LoginDecision } from '../../domain/login-decision';
import type { LoginDefault, LoginFacts, LoginSettings } from '../../domain/login-facts';
import {
  brokeGlass,
  calendarOpen,
  exempted,
  knownHuman,
  tagged,
  tagOf,
  ticketNamed,
} from './grounds';
import { actorOfIncident, keyWithoutCall, stolenSession, trailDark } from './suspicions';
import { considered, mayBeNew, speaksFor } from './whose';

/** In the order in which they count. Some need that nothing speaks against the login, and that this is known. */
const grounds = [
  { check: exempted, needsClear: false }, // sealed: the one who logs in cannot make it
  { check: calendarOpen, needsClear: true }, // an intruder may come while it is open
  { check: ticketNamed, needsClear: true }, // typed by the one who logs in
  { check: tagged, needsClear: true }, // says it of every login on the machine
  { check: brokeGlass, needsClear: false }, // for the worst of days
  { check: knownHuman, needsClear: true },
] as const;

const suspicions = [keyWithoutCall, stolenSession, actorOfIncident, trailDark];

/** Was this login planned? Pure: the same facts get the same answer, which names all that was considered. */
export function decideLogin(facts: LoginFacts, settings: LoginSettings): LoginDecision {
  const against = suspicions.map((check) => check(facts, settings));
  const isClear = against.every(({ holds }) => holds === 'no');
  const speaking = grounds.map(({ check, needsClear }) => ({
    ...{ needsClear, found: check(facts, settings) },
  }));
  const whole = [...speaking.map(({ found }) => found), ...against];
  const ground = speaking.find(
    ({ found, needsClear }) => found.holds === 'yes' && (isClear || !needsClear),
  )?.found;
  const suspicion = against.find(({ holds }) => holds === 'yes');
  const decided = ground ?? suspicion ?? considered('nothing', 'yes', nothingDecides(whole));
  const isGlass = decided.reason === 'break-glass';
  return {
    verdict: ground ? 'expected' : suspicion ? 'unplanned' : 'ask',
    reason: decided.reason,
    sentence: isGlass && suspicion ? `${decided.sentence} ${suspicion.sentence}` : decided.sentence,
    isTold: !ground || isGlass,
    byDefault: defaultOf(facts, settings),
    considered: whole,
  };
}

/** Would it be expected, were a person known whom AWS names? */
export const waitsForPerson = (facts: LoginFacts, settings: LoginSettings): boolean =>
  decideLogin(facts, settings).verdict === 'ask' &&
  decideLogin({ ...facts, human: read(SOMEONE) }, settings).verdict === 'expected';

const SOMEONE: Person = { name: '', kind: 'identity-center', certainty: 'certain', why: '' };

function nothingDecides(all: readonly Considered[]): string {
  const unknown = all.filter(({ holds }) => holds === 'unknown');
  const told = 'Nothing says whether it was planned.';
  return unknown.length > 0 ? `${told} ${unknown.map(({ sentence }) => sentence).join(' ')}` : told;
}

export const DEFAULT_TAG = 'trailwarden:login-default';

/** The tag, unless the one who logs in may have set it to get away. */
function defaultOf(facts: LoginFacts, settings: LoginSettings): LoginDefault {
  const tag = facts.tags.kind === 'read' ? tagOf(facts.tags.value, DEFAULT_TAG) : undefined;
  if (tag?.value !== 'isolate' && tag?.value !== 'tell') return settings.byDefault;
  if (tag.value === 'tell' && mayBeNew(tag, facts)) return settings.byDefault;
  return speaksFor(tag, facts, settings).holds === 'yes' ? tag.value : settings.byDefault;
}

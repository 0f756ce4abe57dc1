import type { Considered } from '../../domain/login-decision';
import type { LoginFacts, LoginSettings, Settable, Tags } from '../../domain/login-facts';
import { isInRange } from '../../record/statements/conditions';
import { asHolds, callBehind, considered, mayBeNew, signedInWithMfa, speaksFor } from './whose';

/** What speaks for a login. Each is a check of its own and decides nothing. */
type Check = (facts: LoginFacts, settings: LoginSettings) => Considered;

/** Only a sealed one: what can write to the table could put an exemption there. */
export const exempted: Check = ({ exemption, now }) => {
  const said = (holds: Considered['holds'], why: string) => considered('exemption', holds, why);
  if (exemption.kind === 'unread')
    return said('unknown', `Exemptions are not known: ${exemption.why}.`);
  const { value } = exemption;
  if (!value || value.until <= now) return said('no', 'No exemption is in force.');
  return value.isSealed
    ? said('yes', `Exemption ${value.id} is in force until ${value.until}.`)
    : said('no', `Exemption ${value.id} carries no valid seal and does not count.`);
};

export const calendarOpen: Check = (facts, settings) => {
  const said = (holds: Considered['holds'], why: string) => considered('calendar', holds, why);
  const { calendar } = facts;
  if (calendar.kind === 'unread')
    return said('unknown', `The Change Calendar is not known: ${calendar.why}.`);
  const { value } = calendar;
  if (!value) return said('no', 'There is no Change Calendar.');
  if (value.value === 'closed') return said('no', `The Change Calendar ${value.name} is closed.`);
  if (value.isOpenByDefault) {
    return said(
      'no',
      `The Change Calendar ${value.name} is open unless it says otherwise, which announces nothing.`,
    );
  }
  const { holds, why } = speaksFor(value, facts, settings);
  return said(holds, `The Change Calendar ${value.name} is open (${why}).`);
};

/** The one who logs in types the ticket's id, so it counts only for a person who signed in with MFA. */
export const ticketNamed: Check = (facts, settings) => {
  const said = (holds: Considered['holds'], why: string) => considered('ticket', holds, why);
  const ticket = settings.ticket?.exec(facts.login.reason ?? '')?.[0];
  if (!ticket) return said('no', 'The reason of the session names no ticket.');
  const who = personBehind(facts);
  const mfa = signedInWithMfa(facts, settings);
  if (who === 'no' || mfa === 'no') {
    return said('no', `The session names ${ticket}, and no known person with MFA says so.`);
  }
  const holds = who === 'yes' && mfa === 'yes' ? 'yes' : 'unknown';
  return said(
    holds,
    `The session names ${ticket}${holds === 'yes' ? '' : ', and who says so is not known'}.`,
  );
};

export const EXPECTED_TAG = 'trailwarden:login';

export const tagged: Check = (facts, settings) => {
  const said = (holds: Considered['holds'], why: string) => considered('tag', holds, why);
  if (facts.tags.kind === 'unread')
    return said('unknown', `The machine's tags are not known: ${facts.tags.why}.`);
  const tag = tagOf(facts.tags.value, EXPECTED_TAG);
  if (tag?.value !== 'expected')
    return said('no', `The machine has no tag ${EXPECTED_TAG}=expected.`);
  if (mayBeNew(tag, facts))
    return said('unknown', `Who set the tag ${EXPECTED_TAG} is not known yet: records come late.`);
  const { holds, why } = speaksFor(tag, facts, settings);
  return said(holds, `The machine has the tag ${EXPECTED_TAG}=expected (${why}).`);
};

export const tagOf = (tags: Tags, key: string): Settable<string> | undefined =>
  Object.hasOwn(tags, key) ? tags[key] : undefined;

/** By the role that issued the session: AWS writes it, and no caller can choose it. */
export const brokeGlass: Check = (facts, { breakGlassRoles }) => {
  const call = callBehind(facts);
  if (call.kind === 'unread')
    return considered('break-glass', 'unknown', `Who called is not known: ${call.why}.`);
  const role = call.value?.roleArn;
  return role !== undefined && breakGlassRoles.some((one) => isRole(one, role))
    ? considered('break-glass', 'yes', `It is the role for emergencies ${role}.`)
    : considered('break-glass', 'no', 'It is no role for emergencies.');
};

/** The account of a setting may be `*`, any. */
const isRole = (setting: string, role: string): boolean =>
  setting === role || setting === role.replace(/::\d{12}:/, '::*:');

/** All four at once, each from AWS's own words. */
export const knownHuman: Check = (facts, settings) => {
  const parts: readonly (readonly [string, Considered['holds']])[] = [
    ['a person whom AWS names', personBehind(facts)],
    ['an address of ours', fromOurNetwork(facts, settings)],
    ['MFA', signedInWithMfa(facts, settings)],
    ['an earlier login on this machine', seenBefore(facts)],
  ];
  const missing = parts.filter(([, holds]) => holds === 'no').map(([name]) => name);
  const unknown = parts.filter(([, holds]) => holds === 'unknown').map(([name]) => name);
  if (missing.length > 0) return considered('known-human', 'no', `It lacks ${missing.join(', ')}.`);
  if (unknown.length > 0)
    return considered('known-human', 'unknown', `Not known: ${unknown.join(', ')}.`);
  return considered(
    'known-human',
    'yes',
    'It is a known person from a known network, with MFA, who was here before.',
  );
};

/** A name that the caller chose does not count, and root is no person. */
function personBehind({ human }: LoginFacts): Considered['holds'] {
  if (human.kind === 'unread') return 'unknown';
  const person = human.value;
  return asHolds(person !== undefined && person.certainty !== 'guess' && person.kind !== 'root');
}

/** The address of the call; the one that a host names is its claim. */
function fromOurNetwork(facts: LoginFacts, { networks }: LoginSettings): Considered['holds'] {
  const call = callBehind(facts);
  if (call.kind === 'unread') return 'unknown';
  const ip = call.value?.sourceIp;
  return asHolds(ip !== undefined && networks.some((network) => isInRange(network, ip)));
}

const seenBefore = ({ seenHere }: LoginFacts): Considered['holds'] =>
  seenHere.kind === 'unread' ? 'unknown' : asHolds(seenHere.value !== undefined);

import type { Read } from '../../domain/login';
import type { Considered, LoginReason } from '../../domain/login-decision';
import type { LoginFacts, LoginSettings } from '../../domain/login-facts';
import { callBehind, considered, signedInWithMfa } from './whose';

/** What speaks against a login. `unknown` keeps it from being expected, and accuses no one. */
type Check = (facts: LoginFacts, settings: LoginSettings) => Considered;

/** A key that was put on the machine by hand: from inside, with an image, or by one who had been there. */
export const keyWithoutCall: Check = ({ login, keyOrigin }) => {
  const said = (holds: Considered['holds'], why: string) =>
    considered('key-without-call', holds, why);
  if (login.words === 'aws' || login.method !== 'ssh')
    return said('no', 'No key of the host was used.');
  if (!login.keyFingerprint) return said('unknown', 'The host does not say with which key.');
  if (keyOrigin.kind === 'unread')
    return said('unknown', `Where the key comes from is not known: ${keyOrigin.why}.`);
  return keyOrigin.value === undefined
    ? said('yes', `No call to AWS put the key ${login.keyFingerprint} on the machine.`)
    : said('no', `The key came by way of AWS: ${keyOrigin.value}.`);
};

export const stolenSession: Check = (facts, settings) => {
  const said = (holds: Considered['holds'], why: string) =>
    considered('stolen-session', holds, why);
  const call = callBehind(facts);
  if (call.kind === 'unread') return said('unknown', `Who called is not known: ${call.why}.`);
  if (!call.value) return said('no', 'No session of AWS is behind it.');
  const { addressSeen, otherAddresses, seenHere } = facts;
  const [elsewhere] = otherAddresses.kind === 'read' ? otherAddresses.value : [];
  if (elsewhere)
    return said('yes', `The same credentials were used from ${elsewhere} within the hour.`);
  if (call.value.isMachine && !(seenHere.kind === 'read' && seenHere.value)) {
    return said(
      seenHere.kind === 'read' ? 'yes' : 'unknown',
      'A machine’s own credentials logged in here, which they never did.',
    );
  }
  const mfa = signedInWithMfa(facts, settings);
  const isNew = addressSeen.kind === 'read' && !addressSeen.value;
  if (isNew && mfa === 'no') return said('yes', 'It came from a new address, without MFA.');
  const isClear = mfa === 'yes' || (addressSeen.kind === 'read' && addressSeen.value);
  return isClear && otherAddresses.kind === 'read'
    ? said('no', 'The session looks like its owner’s.')
    : said('unknown', 'Whether the session is its owner’s cannot be told.');
};

export const actorOfIncident: Check = ({ openIncident }) =>
  byIncident(
    'open-incident',
    openIncident,
    'The same actor has the open incident',
    'Whether the actor has an open incident',
  );

export const trailDark: Check = ({ dark }) =>
  byIncident(
    'dark',
    dark,
    'The account’s trail does not log now: incident',
    'Whether the account’s trail logs',
  );

function byIncident(
  reason: LoginReason,
  incident: Read<string | undefined>,
  told: string,
  asked: string,
): Considered {
  if (incident.kind === 'unread')
    return considered(reason, 'unknown', `${asked} is not known: ${incident.why}.`);
  return incident.value === undefined
    ? considered(
        reason,
        'no',
        reason === 'dark' ? 'The account’s trail logs.' : 'Its actor has no open incident.',
      )
    : considered(reason, 'yes', `${told} ${incident.value}.`);
}

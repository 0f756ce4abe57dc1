import * as v from 'valibot';
import { mayTellEvents } from '../../domain/sender';
import { parseJson } from '../../record/json';
import { calledLogin } from './called-login';
import { Envelope } from './envelope';
import { type Heard, refused, whatIsWrong } from './heard';
import { hostLogins } from './host-logins';
import { hostsLook } from './hosts-look';

const LOGIN_LOG_GROUP = '/trailwarden/logins';

/** More than EventBridge delivers. */
const LONGEST = 1_048_576;

/**
 * The body of a message of the logins' queue → what happened. Never throws.
 *
 * The envelope's account and Region are AWS's word. What CloudTrail wrote is believed; a host's words are its claims,
 * and as anyone who may write to a member's bus may speak for its hosts, they are never more than that: they can
 * accuse a machine of that account, and no other.
 */
export function parseLogin(body: string, senderId?: string): Heard {
  if (body.length > LONGEST) return refused('The message is longer than any event.');
  if (!mayTellEvents(senderId)) return refused('The message is no event that EventBridge sent.');
  const message = v.safeParse(Envelope, parseJson(body));
  if (!message.success) {
    return refused(`The message is no login: ${whatIsWrong(message.issues)}.`);
  }
  const envelope = message.output;
  const type = envelope['detail-type'];
  if ((envelope.source === 'trailwarden.login') === (type === 'AWS API Call via CloudTrail')) {
    return refused('The message is no login: its source and its type do not belong together.');
  }
  if (type === 'Hosts Look') return hostsLook(envelope);
  return type === 'Instance Login' ? hostLogins(envelope, LOGIN_LOG_GROUP) : calledLogin(envelope);
}

import * as v from 'valibot';
import type { Login } from '../../domain/login';
import { bounded, cleanText } from './clean';
import { type Envelope, type HostLogin, HostWords, readHostLogin } from './envelope';
import { type Heard, refused, whatIsWrong } from './heard';
import { MITRE_ON_HOST } from './ways';

/** More come from no honest host in the moment that one event holds. */
const MOST = 50;

/**
 * The lines of one host. The agent names its stream after its machine, so a stream that names another is refused; and
 * the machine's ARN is made of the envelope's account and Region, so no host can accuse a machine elsewhere.
 */
export function hostLogins(envelope: Envelope, logGroup: string): Heard {
  const words = v.safeParse(HostWords, envelope.detail);
  if (!words.success) return refused(`The host's event is none: ${whatIsWrong(words.issues)}.`);
  const { instanceId, logStream, logins } = words.output;
  if (words.output.logGroup !== logGroup) {
    return refused('The event comes from another log group than that of logins.');
  }
  const named = /\bi-[0-9a-f]{8,17}\b/.exec(logStream)?.[0];
  if (named !== instanceId) {
    return refused('The event names another machine than its log stream does.');
  }
  const { kept, left } = bounded(logins, MOST);
  const read = kept.flatMap((one) => readHostLogin(one) ?? []);
  if (read.length === 0) return refused('None of what the host says is a login.');
  return {
    kind: 'logins',
    logins: read.map((one, at) => loginOf(envelope, instanceId, one, at)),
    left: left + kept.length - read.length,
  };
}

function loginOf(
  { id, account, region, time }: Envelope,
  instanceId: string,
  said: HostLogin,
  index: number,
): Login {
  const osUser = cleanText(said.user, 64);
  const from = cleanText(said.from, 100);
  const tty = cleanText(said.tty, 32);
  const line = cleanText(said.line, 1_024);
  const key = /^SHA256:[\w+/]{43}=?$/.exec(said.keyFingerprint ?? '')?.[0];
  return {
    id: `${id}/${index}`,
    accountId: account,
    region,
    row: 'EC2-06',
    mitre: MITRE_ON_HOST[said.method],
    target: { kind: 'instance', instanceId },
    at: time,
    words: 'host',
    method: said.method,
    ...(osUser && { osUser }),
    ...(from && { from }),
    ...(key && { keyFingerprint: key }),
    ...(tty && { tty }),
    ...(said.at && { saidAt: said.at }),
    ...(line && { line }),
  };
}

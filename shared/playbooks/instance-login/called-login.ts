import type { Login, LoginCall, LoginRow, LoginTarget } from '../../domain/login';
import { ways } from '../../domain/login-ways';
import { type Fields, field, flag, number } from '../../record/json';
import { type LogRecord, readRecord } from '../../record/log-record';
import { clean, cleanText } from './clean';
import { type Envelope, INSTANCE_ID } from './envelope';
import { type Heard, refused } from './heard';
import { calls } from './ways';

/** A login that is a call to AWS. A record that names another account than its envelope is refused. */
export function calledLogin(envelope: Envelope): Heard {
  const { account, region, time, detail } = envelope;
  const record = readRecord(detail);
  const row = record && calls.get(`${record.eventSource.split('.')[0]}:${record.eventName}`);
  if (!record || !row) return refused('The record is of a call that is no login.');
  const owner = cleanText(detail.recipientAccountId);
  if (owner !== undefined && owner !== account) {
    return refused('The record was written for another account than the one it came from.');
  }
  const target = targetOf(row, record);
  if (!target) return refused('The record names no machine of EC2.');
  const login: Login = {
    id: clean(record.eventId ?? envelope.id, 200),
    accountId: account,
    region,
    row,
    mitre: ways[row].mitre,
    target,
    at: timeOf(record.eventTime) ?? time,
    words: 'aws',
    call: callOf(record, detail),
    ...asked(record),
  };
  return record.errorCode === undefined
    ? { kind: 'logins', logins: [login], left: 0 }
    : { kind: 'attempt', attempt: login, errorCode: clean(record.errorCode, 100) };
}

function targetOf(row: LoginRow, { eventName, request = {} }: LogRecord): LoginTarget | undefined {
  if (eventName === 'ResumeSession') {
    const sessionId = cleanText(field(request, 'sessionId'), 96);
    return sessionId ? { kind: 'session', sessionId } : undefined;
  }
  const instanceId = cleanText(field(request, row === 'EC2-01' ? 'target' : 'instanceId'));
  if (instanceId && INSTANCE_ID.test(instanceId)) return { kind: 'instance', instanceId };
  const privateIp =
    row === 'EC2-04' ? cleanText(field(request, 'privateIpAddress'), 45) : undefined;
  if (!privateIp || !/^[0-9a-f.:]+$/i.test(privateIp)) return undefined;
  const endpointId = cleanText(field(request, 'instanceConnectEndpointId'), 64);
  return { kind: 'address', privateIp, ...(endpointId && { endpointId }) };
}

/** What the request and its answer say besides. */
function asked({ eventName, request = {}, response }: LogRecord): Partial<Login> {
  const said = (name: string, most?: number, from: Fields = request) =>
    cleanText(field(from, name), most);
  const sessionId = said('sessionId', 96, response) ?? said('sessionId', 96);
  const reason = said('reason');
  const document = said('documentName', 128);
  const osUser = said('instanceOSUser', 64);
  const port = number(field(request, 'remotePort'));
  // The one that signs a tunnel is no OpenSSH key.
  const publicKey = eventName === 'OpenTunnel' ? undefined : said('sSHPublicKey', 4_096);
  return {
    ...(sessionId && { sessionId }),
    ...(reason && { reason }),
    ...(document && { document }),
    ...(osUser && { osUser }),
    ...(port !== undefined && { port }),
    ...(publicKey && { publicKey }),
  };
}

function callOf(record: LogRecord, detail: Fields): LoginCall {
  const { eventName, actor, sourceIp } = record;
  const session = field(detail, 'userIdentity', 'sessionContext');
  const roleArn = cleanText(field(session, 'sessionIssuer', 'arn'), 2_048);
  const userAgent = cleanText(detail.userAgent);
  const mfa = flag(field(session, 'attributes', 'mfaAuthenticated'));
  return {
    eventName,
    actor: {
      ...actor,
      type: clean(actor.type),
      principal: clean(actor.principal, 2_048),
      chain: actor.chain.map((link) => clean(link, 2_048)),
    },
    ...(roleArn && { roleArn }),
    ...(sourceIp && { sourceIp: clean(sourceIp, 100) }),
    ...(userAgent && { userAgent }),
    ...(mfa !== undefined && { mfa }),
    isMachine: cleanText(field(session, 'ec2RoleDelivery')) !== undefined,
  };
}

/** Undefined for a text that is no time of AWS's. */
const timeOf = (text: string | undefined): string | undefined =>
  text && /^\d{4}-\d\d-\d\dT[\d:.]{8,18}Z$/.test(text) && !Number.isNaN(Date.parse(text))
    ? new Date(text).toISOString()
    : undefined;

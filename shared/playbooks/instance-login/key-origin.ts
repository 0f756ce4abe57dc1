import type { Actor } from '../../domain/evidence';
import type { Login } from '../../domain/login';
import { field, fields, list, text } from '../../record/json';
import { type LogRecord, readRecord } from '../../record/log-record';
import { clean } from './clean';
import { asLogged, publicKeysIn, type Sha256 } from './fingerprint';

/** How a key came onto a machine, and who did that. */
export interface KeyOrigin {
  readonly kind:
    | 'sent' // Instance Connect handed it over for a minute
    | 'key-pair' // the machine was launched with it
    | 'user-data'; // it stands in what the machine ran when it started
  /** Absent where the call is older than the records. */
  readonly by?: Actor;
  readonly eventId?: string;
  readonly at?: string;
  readonly keyName?: string;
  readonly sentence: string;
}

/** A key pair as DescribeKeyPairs has it. */
export interface KeyPair {
  readonly name: string;
  readonly fingerprint?: string;
  /** Where IncludePublicKey was asked for: only with it can RSA keys be told. */
  readonly publicKey?: string;
}

export interface KeySources {
  /** CloudTrail records of the machine's account. */
  readonly records: readonly unknown[];
  readonly keyPairs: readonly KeyPair[];
  /** The key pair with which the machine was launched. */
  readonly launchedWith?: string;
  readonly userData?: string;
  readonly sha256: Sha256;
}

/** What put the key of a host's login on the machine by way of AWS; undefined where nothing did. */
export function keyOriginOf(login: Login, sources: KeySources): KeyOrigin | undefined {
  const { keyFingerprint: key, target } = login;
  if (key === undefined || target.kind !== 'instance') return undefined;
  const records = sources.records.flatMap((one) => readRecord(one) ?? []).filter(isDone);
  return (
    sent(login, key, target.instanceId, records, sources.sha256) ??
    ofKeyPair(key, target.instanceId, records, sources) ??
    inUserData(key, target.instanceId, records, sources)
  );
}

const isDone = ({ errorCode }: LogRecord): boolean => errorCode === undefined;

/** A key that is handed over is taken for a minute; the event of a host comes a little after its login. */
const SENT_MS = 5 * 60_000;

/** Does this record hand the key of that login to its machine? */
export function isSentFor(
  { eventName, request, eventTime = '' }: LogRecord,
  login: Login,
  sha256: Sha256,
): boolean {
  if (eventName !== 'SendSSHPublicKey' && eventName !== 'SendSerialConsoleSSHPublicKey')
    return false;
  const age = Date.parse(login.at) - Date.parse(eventTime);
  const [key] = publicKeysIn(text(field(request, 'sSHPublicKey')) ?? '', sha256, 1);
  return (
    login.target.kind === 'instance' &&
    field(request, 'instanceId') === login.target.instanceId &&
    key?.fingerprint === login.keyFingerprint &&
    age >= -5_000 &&
    age <= SENT_MS
  );
}

function sent(
  login: Login,
  key: string,
  instanceId: string,
  records: readonly LogRecord[],
  sha256: Sha256,
): KeyOrigin | undefined {
  const record = records.find((one) => isSentFor(one, login, sha256));
  return record && origin('sent', record, `handed ${key} to ${instanceId} for a minute`);
}

function ofKeyPair(
  key: string,
  instanceId: string,
  records: readonly LogRecord[],
  { keyPairs, launchedWith, sha256 }: KeySources,
): KeyOrigin | undefined {
  if (launchedWith === undefined) return undefined;
  const keyName = clean(launchedWith);
  const made = records.find(
    (one) => isKeyOf(one, launchedWith) && keysOf(one, sha256).includes(key),
  );
  const pair = keyPairs.find(
    (one) =>
      one.name === launchedWith &&
      (asLogged(one.fingerprint) === key ||
        publicKeysIn(one.publicKey ?? '', sha256, 1)[0]?.fingerprint === key),
  );
  if (!made && !pair) return undefined;
  const launch = records.find((one) => isLaunchOf(one, instanceId));
  if (launch)
    return {
      ...origin('key-pair', launch, `launched ${instanceId} with the key pair ${keyName}`),
      keyName,
    };
  if (made)
    return {
      ...origin(
        'key-pair',
        made,
        `made the key pair ${keyName}, with which ${instanceId} was launched`,
      ),
      keyName,
    };
  const sentence = `${instanceId} was launched with the key pair ${keyName}, by whom is older than the records.`;
  return { kind: 'key-pair', keyName, sentence };
}

const isKeyOf = ({ eventName, request }: LogRecord, keyName: string): boolean =>
  (eventName === 'ImportKeyPair' || eventName === 'CreateKeyPair') &&
  field(request, 'keyName') === keyName;

/** The material of an import is the key's text in base64; a created key shows its fingerprint only. */
function keysOf({ request, response }: LogRecord, sha256: Sha256): readonly string[] {
  const material = text(field(request, 'publicKeyMaterial'))?.slice(0, 16_384) ?? '';
  const plain = Buffer.from(material, 'base64').toString('latin1');
  const logged = asLogged(text(field(response, 'keyFingerprint')));
  return [
    ...publicKeysIn(`${material}\n${plain}`, sha256, 2).map(({ fingerprint }) => fingerprint),
    ...(logged ? [logged] : []),
  ];
}

const isLaunchOf = ({ eventName, response }: LogRecord, instanceId: string): boolean =>
  eventName === 'RunInstances' &&
  list(field(response, 'instancesSet', 'items')).some(
    (one) => fields(one).instanceId === instanceId,
  );

/** Records hide what the user data say, so the machine's own are read. */
function inUserData(
  key: string,
  instanceId: string,
  records: readonly LogRecord[],
  { userData = '', sha256 }: KeySources,
): KeyOrigin | undefined {
  const isIn = publicKeysIn(userData.slice(0, 65_536), sha256).some(
    ({ fingerprint }) => fingerprint === key,
  );
  if (!isIn) return undefined;
  const record =
    records.find(
      (one) =>
        one.eventName === 'ModifyInstanceAttribute' &&
        field(one.request, 'instanceId') === instanceId &&
        field(one.request, 'userData') !== undefined,
    ) ?? records.find((one) => isLaunchOf(one, instanceId));
  if (record) return origin('user-data', record, `put ${key} into the user data of ${instanceId}`);
  return {
    kind: 'user-data',
    sentence: `The key is in the user data of ${instanceId}; who put it there is older than the records.`,
  };
}

const origin = (kind: KeyOrigin['kind'], record: LogRecord, did: string): KeyOrigin => ({
  kind,
  by: record.actor,
  ...(record.eventId && { eventId: record.eventId }),
  ...(record.eventTime && { at: record.eventTime }),
  sentence: `${clean(record.actor.principal, 2_048)} ${did}.`,
});

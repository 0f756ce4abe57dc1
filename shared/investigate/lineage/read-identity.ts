import { field, flag, text } from '../../record/json';

/**
 * The fields of `userIdentity`. None of them is certain to be there.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
 */
export interface Identity {
  readonly type: string;
  readonly arn?: string;
  readonly principalId?: string;
  readonly accountId?: string;
  readonly accessKeyId?: string;
  readonly userName?: string;
  readonly identityProvider?: string;
  readonly invokedBy?: string;
  /** A product provider with delegated access, by its account. */
  readonly delegate?: string;
  readonly onBehalfOf?: OnBehalfOf;
  readonly issuer?: Issuer;
  readonly sourceIdentity?: string;
  /** When the session began: the moment at which its credentials were issued. */
  readonly createdAt?: string;
  /** Absent when the record does not say. */
  readonly mfa?: boolean;
  /** The provider of a web identity's session. */
  readonly webProvider?: string;
  /** Credentials that EC2 handed to an instance. */
  readonly ec2: boolean;
  /** Root of a member, by AssumeRoot of another identity. */
  readonly assumedRoot: boolean;
}

interface OnBehalfOf {
  readonly userId?: string;
  readonly identityStoreId?: string;
}

export interface Issuer {
  readonly type?: string;
  readonly arn?: string;
  readonly userName?: string;
  readonly accountId?: string;
}

/** Never throws, with any input. */
export function readIdentity(value: unknown): Identity {
  const session = field(value, 'sessionContext');
  return {
    type: text(field(value, 'type')) ?? 'Unknown',
    ...textsOf(value, ['arn', 'principalId', 'accountId', 'accessKeyId', 'userName']),
    ...textsOf(value, ['identityProvider', 'invokedBy']),
    ...present('delegate', text(field(value, 'invokedByDelegate', 'accountId'))),
    ...present('onBehalfOf', onBehalfOf(field(value, 'onBehalfOf'))),
    ...present('issuer', issuer(field(session, 'sessionIssuer'))),
    ...textsOf(session, ['sourceIdentity']),
    ...present('createdAt', time(field(session, 'attributes', 'creationDate'))),
    ...present('mfa', flag(field(session, 'attributes', 'mfaAuthenticated'))),
    ...present('webProvider', text(field(session, 'webIdFederationData', 'federatedProvider'))),
    ec2: text(field(session, 'ec2RoleDelivery')) !== undefined,
    assumedRoot: flag(field(session, 'assumedRoot')) === true,
  };
}

/** `arn:aws:identitystore::111122223333:identitystore/d-1234567890` */
function onBehalfOf(value: unknown): OnBehalfOf | undefined {
  const userId = text(field(value, 'userId'));
  const identityStoreId = text(field(value, 'identityStoreArn'))?.split('/').at(-1);
  if (!userId && !identityStoreId) return undefined;
  return { ...present('userId', userId), ...present('identityStoreId', identityStoreId) };
}

/** Records of plain users hold an empty one. */
function issuer(value: unknown): Issuer | undefined {
  const found: Issuer = textsOf(value, ['type', 'arn', 'userName', 'accountId']);
  return Object.keys(found).length > 0 ? found : undefined;
}

/** ISO, or nothing for a text that is no time. */
export function time(value: unknown): string | undefined {
  const at = Date.parse(text(value) ?? '');
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
}

const textsOf = <K extends string>(value: unknown, names: readonly K[]): { [P in K]?: string } =>
  Object.assign({}, ...names.map((name) => present(name, text(field(value, name))))) as {
    [P in K]?: string;
  };

export const present = <K extends string, V>(name: K, value: V | undefined): { [P in K]?: V } =>
  (value === undefined ? {} : { [name]: value }) as { [P in K]?: V };

/** The owner of a session: the role's name and path, and the session's own name. */
interface SessionParts {
  readonly role?: string;
  readonly roleArn?: string;
  readonly session?: string;
}

/** `arn:aws:sts::111122223333:assumed-role/Deploy/mallory`: without the role's path, which the issuer has. */
export function sessionParts({
  arn = '',
  issuer,
  principalId,
}: Pick<Identity, 'arn' | 'issuer' | 'principalId'>): SessionParts {
  const [, role, session] = /:assumed-role\/([^/]+)\/(.+)$/.exec(arn) ?? [];
  const name = issuer?.userName ?? role ?? issuer?.arn?.split('/').at(-1);
  const called = session ?? afterColon(principalId);
  return {
    ...(name && { role: name }),
    ...(issuer?.arn && { roleArn: issuer.arn }),
    ...(called && { session: called }),
  };
}

/** `AROA…:mallory` */
const afterColon = (id = ''): string | undefined => id.split(':')[1] || undefined;

export const isSession = ({ type, arn = '' }: Identity): boolean =>
  type === 'AssumedRole' || arn.includes(':assumed-role/');

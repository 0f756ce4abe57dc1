import type { Whose } from '../domain/impostor';
import type { EventSignal } from '../domain/signal';
import type { StepCall } from '../domain/step';
import type { UndoCall } from '../domain/undo';

/** A role that we use in accounts, under this session name, for these calls and no others. */
export interface OwnRole {
  readonly roleName: string;
  readonly sessionName: string;
  readonly calls: readonly (StepCall | UndoCall)[];
}

interface Own {
  readonly partition: string;
  readonly roles: readonly OwnRole[];
  /** Did STS give this key to one of us? Rejects when the table does not answer. */
  readonly isOurKey: (accountId: string, accessKeyId: string) => boolean | Promise<boolean>;
}

/**
 * Whose call is it? A name proves nothing: a caller who may assume the role chooses the session's name. A call is
 * ours if the role may make it, as the session we use, and with a key that STS gave to us. AWS writes the key into the
 * record, and no caller can choose it (docs/decisions/0027-whose-call-it-is.md). Answers at once where the name or the
 * call says it, which is so of every call that we answer before we look: a stop is never ours.
 */
export const whoseCall = ({ partition, roles, isOurKey }: Own) => {
  const known = roles.map(({ roleName, sessionName, calls }) => ({
    ...{ roleName: roleName.toLowerCase(), sessionName },
    calls: new Set(calls.flatMap(recordedAs)),
  }));
  return (event: EventSignal): Whose | Promise<Whose> => {
    const { accountId, evidence } = event;
    const { principal, accessKeyId } = evidence.actor;
    const prefix = `arn:${partition}:sts::${accountId}:assumed-role/`;
    if (!principal.startsWith(prefix)) return 'stranger';
    const [roleName = '', sessionName] = principal.slice(prefix.length).split('/');
    const sessions = known.filter((one) => one.roleName === roleName.toLowerCase());
    if (sessions.length === 0) return 'stranger';
    const call = `${evidence.eventSource} ${evidence.eventName}`;
    const session = sessions.find((one) => one.sessionName === sessionName);
    if (evidence.invokedBy || !session?.calls.has(call)) return 'impostor';
    // It does no harm, leaves before anything is written, and is no technique's call.
    if (call === START) return 'ours';
    // AWS may leave it out ([D] userIdentity): then the name is all there is.
    if (accessKeyId === undefined) return 'ours';
    return judged(isOurKey(accountId, accessKeyId));
  };
};

const START = 'cloudtrail.amazonaws.com StartLogging';

const judged = (isOurs: boolean | Promise<boolean>): Whose | Promise<Whose> => {
  const said = (is: boolean): Whose => (is ? 'ours' : 'impostor');
  return typeof isOurs === 'boolean' ? said(isOurs) : isOurs.then(said, () => 'unknown');
};

/** Could it be ours, by the record alone? */
export const mayBeOurs = (whose: Whose | Promise<Whose>): boolean =>
  whose !== 'stranger' && whose !== 'impostor';

/** `eventSource eventName` of a call; both spellings where S3 records another name than the operation's. */
const recordedAs = (call: string): readonly string[] =>
  [call, RECORDED.get(call) ?? call].map((one) => {
    const [service, name] = one.split(':');
    return `${service}.amazonaws.com ${name}`;
  });

/** [D] S3 User Guide, cloudtrail-logging-s3-info */
const RECORDED: ReadonlyMap<string, string> = new Map([
  ['s3:PutPublicAccessBlock', 's3:PutBucketPublicAccessBlock'],
  ['s3control:PutPublicAccessBlock', 's3:PutAccountPublicAccessBlock'],
  ['s3:PutBucketLifecycleConfiguration', 's3:PutBucketLifecycle'],
  ['s3:PutObjectLockConfiguration', 's3:PutBucketObjectLockConfiguration'],
  ['s3:PutBucketNotificationConfiguration', 's3:PutBucketNotification'],
]);

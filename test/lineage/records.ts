import type { Lookup, RecordSource } from '../../shared/domain/lookup';
import type { Told } from '../../shared/investigate/lineage/first-seen';
import { evidenceOf } from '../builders/a-signal';
import { aRecord } from '../replay/a-record';

/** Member, identity account, a third one. */
export const MEMBER = '111122223333';
export const HUB = '222233334444';
export const OUTER = '333344445555';

type Record_ = Readonly<Record<string, unknown>>;

/** Event history of some accounts, as LookupEvents would answer it, with a list of what was asked. */
export function history(records: readonly Record_[], closed: readonly string[] = []) {
  const asked: Lookup[] = [];
  const source: RecordSource = {
    name: 'Event history',
    lookUp: async (lookup) => {
      asked.push(lookup);
      const { accountId, region, attribute, from, to } = lookup;
      if (closed.includes(accountId)) {
        const why = { kind: 'denied', code: 'AccessDenied', call: 'sts:AssumeRole' } as const;
        return { kind: 'unread', why };
      }
      const found = records.filter(
        (record) =>
          record.recipientAccountId === accountId &&
          record.awsRegion === region &&
          String(record.eventTime) >= from.slice(0, 19) &&
          String(record.eventTime) <= `${to.slice(0, 19)}Z` &&
          (attribute.key === 'EventId'
            ? record.eventID === attribute.value
            : attribute.key === 'EventName'
              ? record.eventName === attribute.value
              : // Whether AWS indexes issued keys is on no page of its own: this history does not.
                false),
      );
      return { kind: 'read', records: found, complete: true };
    },
  };
  return { source, asked };
}

export const STOPPED_AT = '2026-11-21T10:00:00Z';
export const ASSUMED_AT = '2026-11-21T09:30:00Z';

export const sessionArn = (accountId: string, role: string, name: string): string =>
  `arn:aws:sts::${accountId}:assumed-role/${role}/${name}`;

interface Session {
  readonly accountId: string;
  readonly role: string;
  readonly name: string;
  readonly key: string;
  readonly since?: string;
  readonly path?: string;
  readonly sourceIdentity?: string;
}

/** `userIdentity` of a session of a role. */
export const sessionIdentity = (session: Session): Record_ => {
  const { accountId, role, name, key, since = ASSUMED_AT, path = '', sourceIdentity } = session;
  return {
    type: 'AssumedRole',
    principalId: `AROAEXAMPLE${role}:${name}`,
    arn: sessionArn(accountId, role, name),
    accountId,
    accessKeyId: key,
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        arn: `arn:aws:iam::${accountId}:role/${path}${role}`,
        accountId,
        userName: role,
      },
      attributes: { creationDate: since, mfaAuthenticated: 'false' },
      ...(sourceIdentity && { sourceIdentity }),
    },
  };
};

export const userIdentity = (accountId: string, userName: string, more: Record_ = {}): Record_ => ({
  type: 'IAMUser',
  principalId: 'AIDAEXAMPLE',
  arn: `arn:aws:iam::${accountId}:user/${userName}`,
  accountId,
  userName,
  ...more,
});

/** The StopLogging of an incident. */
export const stopLogging = (identity: Record_ | null, more: Record_ = {}): Record_ =>
  aRecord({
    source: 'cloudtrail',
    name: 'StopLogging',
    userIdentity: identity,
    eventTime: STOPPED_AT,
    eventID: 'event-1',
    ...more,
  });

interface Assumed extends Session {
  readonly by: Record_;
  readonly in?: string;
  readonly region?: string;
  readonly shared?: string;
  readonly call?: string;
  readonly response?: Record_;
  readonly request?: Record_;
}

/** The AssumeRole that began a session, in the records of `in` (the role's account by default). */
export const assumeRole = (assumed: Assumed): Record_ => {
  const { accountId, role, name, key, by, since = ASSUMED_AT, region = 'us-east-1' } = assumed;
  return aRecord({
    source: 'sts',
    name: assumed.call ?? 'AssumeRole',
    userIdentity: by,
    eventTime: since,
    eventID: `issue-of-${key}-in-${assumed.in ?? accountId}`,
    awsRegion: region,
    request: {
      roleArn: `arn:aws:iam::${accountId}:role/${role}`,
      roleSessionName: name,
      ...assumed.request,
    },
    responseElements: {
      credentials: { accessKeyId: key },
      assumedRoleUser: { arn: sessionArn(accountId, role, name) },
      ...assumed.response,
    },
    recipientAccountId: assumed.in ?? accountId,
    ...(assumed.shared && { sharedEventID: assumed.shared }),
  });
};

/** The evidence that the incident itself keeps. */
export const told = (different: Partial<Told> = {}): Told => ({
  accountId: MEMBER,
  region: 'us-east-1',
  openedAt: STOPPED_AT,
  evidence: evidenceOf(),
  ...different,
});

import type { Evidence } from '../../domain/evidence';
import type { Incident } from '../../domain/incident';
import type { LinkEvidence } from '../../domain/lineage';
import { wholeRecord } from './questions';
import type { Identity } from './read-identity';
import type { Seen } from './recognized';
import type { Found, Search } from './search';

/**
 * The fields of an incident that a walk needs; with the optional ones, it can also search for a call that no event
 * told of.
 */
export type Told = Pick<Incident, 'accountId' | 'region' | 'openedAt'> &
  Partial<
    Pick<
      Incident,
      | 'id'
      | 'evidence'
      | 'subjectKey'
      | 'subjectId'
      | 'techniques'
      | 'windows'
      | 'blindSince'
      | 'since'
      | 'announced'
    >
  >;

/** When the call was made; for an incident of an older version without that time, when it was opened. */
export const happenedAt = ({ evidence, openedAt }: Told): string => evidence?.eventTime ?? openedAt;

/** The whole record, where Event history has it; else the fields that the incident keeps. */
export async function firstSeen(
  search: Search,
  told: Told & { readonly evidence: Evidence },
): Promise<Seen> {
  const { accountId, region, evidence } = told;
  const { eventId } = evidence;
  const found =
    eventId && (await search.find(wholeRecord({ accountId, region }, eventId, happenedAt(told))));
  if (found) return seenIn(found);
  return {
    identity: identityOf(evidence),
    evidence: { source: 'incident', ...(eventId && { eventId }) },
    accountId,
  };
}

/** The facts in a record that was found. */
export const seenIn = ({ call, source, accountId, file }: Found): Seen => ({
  identity: call.identity,
  call,
  accountId,
  evidence: evidenceOf({ call, source, ...(file && { file }) }),
  ...(call.eventTime && { at: call.eventTime }),
});

export const evidenceOf = ({
  call: { eventId },
  source,
  file,
}: Pick<Found, 'call' | 'source' | 'file'>): LinkEvidence => ({
  source,
  ...(eventId && { eventId }),
  ...(file && { file }),
});

/** Less than the record said: not when the session began, nor whether with MFA. */
export function identityOf({ actor, invokedBy }: Evidence): Identity {
  const { type, principal, accountId, accessKeyId, chain } = actor;
  const role = chain.find((link) => /^arn:[a-z-]+:iam::\d{12}:role\//.test(link));
  const source = chain.find((link) => link !== principal && !link.startsWith('arn:'));
  return {
    type,
    ...(principal.startsWith('arn:') ? { arn: principal } : named(principal)),
    ...(accountId && { accountId }),
    ...(accessKeyId && { accessKeyId }),
    ...(invokedBy && { invokedBy }),
    ...(role && { issuer: { arn: role, userName: role.split('/').at(-1) ?? role } }),
    ...(source && { sourceIdentity: source }),
    ec2: false,
    assumedRoot: false,
  };
}

const named = (principal: string): Partial<Identity> =>
  principal === 'unknown' ? {} : { principalId: principal };

import type { Evidence } from '../../domain/evidence';
import { globalRegionOf } from '../../domain/global-region';
import type { Lookup } from '../../domain/lookup';
import { partitionOf } from '../../domain/trail';
import { text } from '../../record/json';
import type { Told } from './first-seen';
import type { Question } from './search';

/** The call behind an event in which AWS says that an account is out of the organization. */
export interface Departure {
  readonly question: Question;
  /** Where people find the call when Event history is closed to us, as a sentence. */
  readonly elsewhere: string;
}

/** The event comes after the call, and records carry whole seconds. */
const AROUND_MS = 60_000;

/**
 * AWS Organizations tells of it in the management account, in its own name. The record of the call names the caller:
 * LeaveOrganization or AcceptHandshake in the account that left, or RemoveAccountFromOrganization here. Nothing for
 * every other event.
 */
export function behindDeparture(
  told: Told & { readonly evidence: Evidence },
): Departure | undefined {
  const { evidence, subjectId: left = '', region, openedAt } = told;
  if (evidence.eventName !== 'AccountDepartedOrganization' || !/^\d{12}$/.test(left)) {
    return undefined;
  }
  const at = evidence.eventTime ?? openedAt;
  // The incident is of the account that left; its event was recorded in the management account.
  const management = evidence.actor.accountId ?? told.accountId;
  const lookup = (accountId: string, value: string): Lookup => ({
    accountId,
    region: globalRegionOf(partitionOf(region)),
    attribute: { key: 'EventName', value },
    from: new Date(Date.parse(at) - AROUND_MS).toISOString(),
    to: new Date(Date.parse(at) + AROUND_MS).toISOString(),
  });
  const lookups = [
    lookup(left, 'LeaveOrganization'),
    lookup(management, 'RemoveAccountFromOrganization'),
    lookup(left, 'AcceptHandshake'),
  ];
  const folder = `${left}/CloudTrail/${lookups[0]?.region}/${at.slice(0, 10).replaceAll('-', '/')}`;
  return {
    question: {
      lookups,
      judge: ({ failed, eventName, accountId, request }) => {
        if (failed) return undefined;
        const isRemoval = eventName === 'RemoveAccountFromOrganization';
        const whose = isRemoval ? text(request.accountId) : accountId;
        return whose === left ? 'likely' : undefined;
      },
    },
    elsewhere: `Who called LeaveOrganization is in the log files of the organization trail, in the folder AWSLogs/o-…/${folder}: "trailwarden who ${told.id ?? 'ID'} --logs s3://BUCKET" reads them.`,
  };
}

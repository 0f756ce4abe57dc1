import type { Evidence } from '../../domain/evidence';
import { announcedAt } from '../../domain/exemption';
import { globalRegionOf } from '../../domain/global-region';
import type { Lineage } from '../../domain/lineage';
import type { Lookup, OpenedIn } from '../../domain/lookup';
import { stepCalls } from '../../domain/step';
import { partitionOf } from '../../domain/trail';
import { undoCalls } from '../../domain/undo';
import { text } from '../../record/json';
import { whoseCall } from '../../signal/whose-call';
import { seenIn, type Told } from './first-seen';
import { aroundIt, sameHand } from './same-hand';
import { openSearch, type Question } from './search';
import { HISTORY_LAG_MS, type TracePorts, trace, withoutEvent } from './trace';
import { evidenceIn, findUnheard, type Match, type Unheard, unheardOf } from './unheard';

interface Ports extends TracePorts {
  readonly isOurKey?: (accountId: string, accessKeyId: string) => boolean | Promise<boolean>;
  readonly openedIn?: OpenedIn;
}

interface Traced {
  readonly lineage: Lineage;
  /** The call that was found, where no event told of one. */
  readonly evidence?: Evidence;
  /** The caller has become one of our roles. */
  readonly impostor?: true;
}

/**
 * From an incident back to a human. Where no event told of it, Event history is searched for the call first; that
 * call is only likely, and so is everything that follows from it. Never rejects.
 */
export async function traceBack(ports: Ports, told: Told): Promise<Traced> {
  const isHeard = told.evidence !== undefined && !told.evidence.certainty;
  const unheard = isHeard ? undefined : unheardOf(told);
  if (!unheard) return { lineage: await traceHeard(ports, told) };
  const search = openSearch(ports.sources);
  const match = await findUnheard(search, unheard, whoseIn(told, ports));
  // The result of an earlier look stays where a later one can read less.
  const evidence = match ? evidenceIn(match) : told.evidence;
  const known: Told = { ...told, ...(evidence && { evidence }) };
  const lineage = evidence ? await trace(ports, known, match?.first) : withoutEvent;
  const { alongside, unread } = await besideIt(known, ports);
  const againAt =
    lineage.againAt ?? laterLook(unheard, { match, openedAt: told.openedAt, now: ports.now() });
  return {
    lineage: {
      ...lineage,
      why: [whyOf(unheard, search.unread(), known), alongside?.sentence, evidence && lineage.why]
        .filter(Boolean)
        .join(' '),
      unread: [...new Set([...search.unread(), ...lineage.unread, ...unread])],
      ...(againAt && { againAt }),
      unheard: true,
      ...(alongside && { alongside: alongside.incident }),
    },
    ...(evidence && { evidence }),
    ...(match?.impostor && { impostor: true }),
  };
}

/** AWS's own event of a departure leads on to the call that caused it. */
async function traceHeard(ports: Ports, told: Told): Promise<Lineage> {
  const heard = await trace(ports, told);
  const { evidence } = told;
  const departure = evidence && behindDeparture({ ...told, evidence });
  if (!departure) return heard;
  const search = openSearch(ports.sources);
  const found = await search.find(departure.question);
  const unread = [...new Set([...heard.unread, ...search.unread()])];
  if (!found) {
    const at = Date.parse(evidence.eventTime ?? told.openedAt) + HISTORY_LAG_MS;
    const againAt = at > ports.now() ? new Date(at).toISOString() : undefined;
    const why = `${heard.why} ${departure.elsewhere}`;
    return { ...heard, ends: 'unknown', why, unread, ...(againAt && { againAt }) };
  }
  const likely: Told = { ...told, evidence: { ...evidence, certainty: 'likely' } };
  const behind = await trace(ports, likely, seenIn(found));
  return {
    ...behind,
    links: [...heard.links, ...behind.links],
    unread: [...new Set([...unread, ...behind.unread])],
  };
}

function whyOf(
  { from, to, subject, stoppedAt }: Unheard,
  unread: readonly string[],
  { evidence, announced }: Told,
): string {
  const planned = announcedAt(announced, evidence?.eventTime ?? stoppedAt);
  if (evidence) {
    const { eventName, eventTime = '', actor } = evidence;
    const when = stoppedAt && eventName === 'StopLogging' ? 'when it was stopped' : 'last before';
    const none = planned
      ? `It was done while the exemption ${planned.id} was in force, so no incident was made of its event`
      : 'No event reached us';
    return `${none}; ${eventName} by ${actor.principal} at ${eventTime} is what the records have of it ${when}, so it is likely the one.`;
  }
  const asFar = unread.length > 0 ? ', as far as it could be read' : '';
  const began = planned
    ? `It began while the exemption ${planned.id} was in force, so no incident was made of its event.`
    : withoutEvent.why;
  return `${began} Event history has no call that did this to ${subject.id} from ${from} to ${to} and is not ours${asFar}.`;
}

/** CloudTrail may still be delivering the call, or one that fits better; none fits better than the stop itself. */
function laterLook(
  { to, stoppedAt }: Unheard,
  { match, openedAt, now }: Looking,
): string | undefined {
  if (match && stoppedAt && match.event.evidence.eventName === 'StopLogging') return undefined;
  const at = Math.max(Date.parse(to), Date.parse(openedAt)) + HISTORY_LAG_MS;
  return at > now ? new Date(at).toISOString() : undefined;
}

interface Looking {
  readonly match: Match | undefined;
  readonly openedAt: string;
  readonly now: number;
}

async function besideIt(told: Told, { openedIn }: Ports) {
  try {
    const others = await openedIn?.(told.accountId, aroundIt(told));
    return { alongside: others && sameHand(told, others), unread: [] };
  } catch {
    return { unread: ['The other incidents of the account could not be read.'] };
  }
}

/**
 * Recognised by the names that the templates give our roles. Where keys cannot be checked, a call that may be ours
 * is taken for ours.
 */
const whoseIn = (told: Told, { isOurKey }: Ports) =>
  whoseCall({
    partition: partitionOf(told.region),
    roles: [
      { roleName: 'trailwarden-guard', calls: stepCalls },
      { roleName: 'trailwarden-spare', calls: stepCalls },
      { roleName: 'trailwarden-undo', calls: undoCalls },
    ].map((role) => ({ ...role, sessionName: 'trailwarden-responder' })),
    isOurKey: isOurKey ?? (() => Promise.reject(new Error('No key can be asked for.'))),
  });

/** The call behind an event in which AWS says that an account is out of the organization. */
interface Departure {
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
function behindDeparture(told: Told & { readonly evidence: Evidence }): Departure | undefined {
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

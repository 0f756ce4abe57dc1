import { isBlow } from '../../domain/account';
import { given } from '../../domain/given';
import type { Incident, IncidentSummary } from '../../domain/incident';
import { type AskRecord, withoutToken } from '../../domain/playbook';
import type { Item } from '../table/table';

/** The fields that lists show. Sets become sorted arrays, counters that were never counted 0. */
export function summaryOf(item: Item): IncidentSummary {
  const known = item as unknown as IncidentSummary;
  const { id, subjectKey, subjectId, accountId, region, state, outcome, severity } = known;
  const { acknowledged, sentence, openedAt, lastSeenAt, looks } = known;
  const { evidence, escalation, standing, unread, restoredAt, blindSince } = known;
  return {
    ...{ id, subjectKey, subjectId, accountId, region, state, outcome, severity, acknowledged },
    techniques: sorted(item.techniques),
    actors: sorted(item.actors),
    ...personOf(item as Partial<Incident>),
    ...given({ evidence }),
    sentence,
    ...given({ escalation }),
    ...{ openedAt, lastSeenAt },
    ...given({ standing, unread, restoredAt, blindSince }),
    events: known.events ?? 0,
    redeliveries: known.redeliveries ?? 0,
    ...(looks !== undefined && { looks }),
    blindMs: known.blindMs ?? 0,
    ...repeatsOf(known),
  };
}

function personOf({ lineage }: Partial<Incident>): Pick<IncidentSummary, 'person'> {
  const human = lineage?.human;
  return human ? { person: { name: human.name, certainty: human.certainty } } : {};
}

const repeatsOf = (known: IncidentSummary) => {
  const { follows, again, unansweredSince, lastBlowAt } = known;
  const { furtherCalls, furtherMoments, furtherUntil } = known;
  const further = { furtherCalls, furtherMoments, furtherUntil };
  return given({ follows, again, unansweredSince, lastBlowAt, ...further });
};

export const incidentFrom = (item: Item): Incident => ({
  ...summaryOf(item),
  ...(Array.isArray(item.guidance) && { guidance: item.guidance }),
  ...(Array.isArray(item.blindInPart) && { blindInPart: item.blindInPart }),
  ...(Array.isArray(item.windowsElsewhere) && { windowsElsewhere: item.windowsElsewhere }),
  ...(typeof item.since === 'string' && { since: item.since }),
  ...(Array.isArray(item.announced) && { announced: item.announced }),
  ...learnedSince(item as unknown as Incident),
  windows: (item as unknown as Incident).windows ?? [],
  // Two looks may be written in the wrong order, and a call is found after our answer to it.
  timeline: ((item as unknown as Incident).timeline ?? []).toSorted(
    (one, other) => one.at.localeCompare(other.at) || Number(isBlow(other)) - Number(isBlow(one)),
  ),
});

/** Facts that are learned after the restoration, each when it is known. */
const learnedSince = (known: Incident) => {
  const { acknowledgement, lineage, contacts, dark, ask, playbook, login, loginRun } = known;
  return {
    ...given({ acknowledgement, lineage, contacts, dark, playbook, login, loginRun }),
    ...(ask && { ask: withoutToken(ask as AskRecord) }),
  };
};

const sorted = (names: unknown): string[] =>
  [...((names as Iterable<string> | undefined) ?? [])].sort();

import type { Incident, IncidentState, IncidentSummary } from '../../domain/incident';
import type { OpenedIn } from '../../domain/lookup';
import {
  type Condition,
  INCIDENT,
  type Item,
  incidentKey,
  ORGANIZATION,
  query,
  readItem,
  type Table,
} from '../table/table';
import { incidentFrom, summaryOf } from './incident-item';

/** An analyst's question. With no field: the whole organization, newest first. */
export interface Question {
  readonly subjectKey?: string;
  readonly actor?: string;
  readonly technique?: string;
  readonly unacknowledged?: boolean;
  readonly accountId?: string;
  readonly state?: IncidentState;
  /** Opened at or after, at or before; ISO times. */
  readonly since?: string;
  readonly until?: string;
  /** Only incidents after this one in the list: the `openedAt#id` of the last one seen. */
  readonly after?: string;
}

/**
 * Incidents newest first. One Query on one index, paged by DynamoDB as far as the caller reads; the narrowest field
 * picks the index. Rows of facets name their incident, which is then read as it is now, a few at a time.
 */
export async function* findIncidents(
  table: Table,
  question: Question,
): AsyncGenerator<IncidentSummary> {
  const { index, partition, filter } = plan(question);
  const until = question.after ?? `${question.until ?? '9'}~`;
  const key = {
    expression: `${partition.expression} AND #openedKey BETWEEN :since AND :until`,
    values: { ...partition.values, since: question.since ?? '0', until },
  };
  const found = query(table, { key, index, newestFirst: true, ...filter });
  // A name that gave way to others on the incident (`grownInTime`) still finds it.
  const { actor: _, ...others } = question;
  const left = question.subjectKey ? question : others;
  for await (const item of index === 'byFacet' ? resolved(table, found) : found) {
    // A message that waits names its account and its time as well, so the same indexes have it.
    if (index !== 'byFacet' && item.sk !== INCIDENT) continue;
    if (item.openedKey === question.after) continue;
    const summary = summaryOf(item);
    if (answers(left, summary)) yield summary;
  }
}

/** The incidents that rows of facets name, in their order; a row whose incident is not written yet is skipped. */
async function* resolved(table: Table, rows: AsyncIterable<Item>): AsyncGenerator<Item> {
  let some: Promise<Item | undefined>[] = [];
  for await (const { pk } of rows) {
    some.push(readItem<Item>(table, incidentKey(String(pk).slice('INCIDENT#'.length))));
    if (some.length < AT_A_TIME) continue;
    yield* (await Promise.all(some)).filter((item) => item !== undefined);
    some = [];
  }
  yield* (await Promise.all(some)).filter((item) => item !== undefined);
}

const AT_A_TIME = 16;

function answers(question: Question, summary: IncidentSummary): boolean {
  const { subjectKey, actor, technique, unacknowledged, accountId, state } = question;
  return (
    (subjectKey === undefined || summary.subjectKey === subjectKey) &&
    (actor === undefined || summary.actors.includes(actor)) &&
    (technique === undefined || summary.techniques.includes(technique)) &&
    (!unacknowledged || !summary.acknowledged) &&
    (accountId === undefined || summary.accountId === accountId) &&
    (state === undefined || summary.state === state)
  );
}

/** Nothing when there is no such incident. */
export async function getIncident(table: Table, id: string): Promise<Incident | undefined> {
  const item = await readItem<Item>(table, incidentKey(id));
  return item && incidentFrom(item);
}

interface Plan {
  readonly index: 'byFacet' | 'byAccount' | 'byState' | 'byTime';
  readonly partition: Condition;
  readonly filter: { readonly filter?: Condition };
}

function plan({ subjectKey, actor, technique, unacknowledged, accountId, state }: Question): Plan {
  const facet = subjectKey
    ? `SUBJECT#${subjectKey}`
    : actor
      ? `ACTOR#${actor}`
      : technique
        ? `TECHNIQUE#${technique}`
        : unacknowledged && 'UNACKNOWLEDGED';
  if (facet) return planOf('byFacet', equals('facet', facet));
  if (accountId) return planOf('byAccount', equals('accountId', accountId), state);
  if (state) return planOf('byState', equals('state', state));
  return planOf('byTime', equals('organization', ORGANIZATION));
}

const planOf = (index: Plan['index'], partition: Condition, state?: IncidentState): Plan => ({
  index,
  partition,
  filter: state ? { filter: equals('state', state) } : {},
});

const equals = (attribute: string, value: string): Condition => ({
  expression: `#${attribute} = :${attribute}`,
  values: { [attribute]: value },
});

/** The newest of them, at most so many. Rejects with the SDK's error. */
export async function newestIncidents(
  table: Table,
  question: Question,
  most = Number.POSITIVE_INFINITY,
): Promise<readonly IncidentSummary[]> {
  const found: IncidentSummary[] = [];
  for await (const incident of findIncidents(table, question)) {
    found.push(incident);
    if (found.length >= most) break;
  }
  return found;
}

/** More than an account has in a few minutes without a flood. */
const MOST = 200;

export const openedIn =
  (table: Table): OpenedIn =>
  (accountId, time) =>
    newestIncidents(table, { accountId, ...time }, MOST);

import type { Incident, IncidentState, IncidentSummary } from '../../domain/incident';
import { incidentKey, ORGANIZATION } from '../table/keys';
import { query } from '../table/query';
import type { Table } from '../table/table';
import type { Condition, Item } from '../table/update';
import { incidentFrom, summaryOf } from './incident-item';

/** What an analyst asks. Without any of them: the whole organization, newest first. */
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
  /** Only what comes after this incident in the list: the `openedAt#id` of the last one seen. */
  readonly after?: string;
}

/**
 * Incidents newest first. One Query on one index, paged by DynamoDB as far as the caller reads; the
 * narrowest question picks the index, the others filter it.
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
  for await (const item of query(table, { key, index, newestFirst: true, ...filter })) {
    if (item.openedKey === question.after) continue;
    yield 'summary' in item ? (item.summary as IncidentSummary) : summaryOf(item);
  }
}

/** Nothing when there is no such incident. */
export async function getIncident(table: Table, id: string): Promise<Incident | undefined> {
  const { pk, sk } = incidentKey(id);
  const key = { expression: '#pk = :pk AND #sk = :sk', values: { pk, sk } };
  for await (const item of query(table, { key, consistent: true })) return incidentFrom(item);
  return undefined;
}

interface Plan {
  readonly index: 'byFacet' | 'byAccount' | 'byState' | 'byTime';
  readonly partition: Condition;
  readonly filter: { readonly filter?: Condition };
}

function plan(question: Question): Plan {
  const facets = facetsOf(question);
  const [facet, ...otherFacets] = facets;
  const { accountId, state } = question;
  if (facet) {
    const rest = [...otherFacets.map(containing), ...equalTo({ accountId, state }, '#summary.')];
    return planOf('byFacet', equals('facet', facet.name), rest);
  }
  if (accountId) return planOf('byAccount', equals('accountId', accountId), equalTo({ state }));
  if (state) return planOf('byState', equals('state', state), []);
  return planOf('byTime', equals('organization', ORGANIZATION), []);
}

const planOf = (
  index: Plan['index'],
  partition: Condition,
  filters: readonly Condition[],
): Plan => ({
  index,
  partition,
  filter: filters.length > 0 ? { filter: all(filters) } : {},
});

interface Facet {
  readonly name: string;
  readonly attribute: string;
  readonly value: string | boolean;
  readonly many?: boolean;
}

const facetsOf = ({ subjectKey, actor, technique, unacknowledged }: Question): readonly Facet[] => [
  ...(subjectKey
    ? [{ name: `SUBJECT#${subjectKey}`, attribute: 'subjectKey', value: subjectKey }]
    : []),
  ...(actor ? [{ name: `ACTOR#${actor}`, attribute: 'actors', value: actor, many: true }] : []),
  ...(technique
    ? [{ name: `TECHNIQUE#${technique}`, attribute: 'techniques', value: technique, many: true }]
    : []),
  ...(unacknowledged ? [{ name: 'UNACKNOWLEDGED', attribute: 'acknowledged', value: false }] : []),
];

/** A facet row holds the incident under `summary`, so that it appears in no other index. */
const containing = ({ attribute, value, many }: Facet): Condition => ({
  expression: many
    ? `contains(#summary.#${attribute}, :${attribute})`
    : `#summary.#${attribute} = :${attribute}`,
  values: { [attribute]: value },
});

const equals = (attribute: string, value: string, within = ''): Condition => ({
  expression: `${within}#${attribute} = :${attribute}`,
  values: { [attribute]: value },
});

const equalTo = (wanted: Item, within = ''): Condition[] =>
  Object.entries(wanted)
    .filter((entry): entry is [string, string] => typeof entry[1] === 'string')
    .map(([attribute, value]) => equals(attribute, value, within));

const all = (conditions: readonly Condition[]): Condition => ({
  expression: conditions.map(({ expression }) => expression).join(' AND '),
  values: Object.assign({}, ...conditions.map(({ values }) => values)),
});

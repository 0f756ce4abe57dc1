import { openAccountNames } from '../../shared/aws/coverage/account-names';
import { findIncidents, type Question } from '../../shared/aws/incidents/find-incidents';
import { openedKey } from '../../shared/aws/table/keys';
import { accountText } from '../../shared/domain/account-text';
import {
  type IncidentState,
  type IncidentSummary,
  incidentStates,
} from '../../shared/domain/incident';
import { headlineOf } from '../../shared/guidance/headline';
import { namedSubject } from './named-subject';
import { duration, print, printJson, printTable, stateColour } from './print';
import { tableOf } from './table-of';
import { connectionTo, placesOption, type Target, timeOption } from './target';
import { UserError } from './user-error';

export interface IncidentListOptions extends Target {
  readonly account?: string;
  readonly actor?: string;
  readonly technique?: string;
  readonly state?: string;
  readonly subject?: string;
  readonly unacknowledged?: boolean;
  readonly since?: string;
  readonly until?: string;
  readonly after?: string;
  readonly limit: number;
  readonly json?: boolean;
}

export async function listIncidents(options: IncidentListOptions): Promise<void> {
  const found: IncidentSummary[] = [];
  let more = false;
  for await (const incident of findIncidents(tableOf(options), questionOf(options))) {
    more = found.length === options.limit;
    if (more) break;
    found.push(incident);
  }
  const nameOf = openAccountNames(connectionTo(options));
  const incidents = await Promise.all(
    found.map(async (incident) => {
      const accountName = await nameOf(incident.accountId);
      return {
        ...incident,
        ...(accountName !== undefined && { accountName }),
        headline: headlineOf(incident),
      };
    }),
  );
  const last = found.at(-1);
  const next = more && last ? openedKey(last.openedAt, last.id) : undefined;
  if (options.json) {
    printJson({ incidents, ...(next && { next }) });
    return;
  }
  if (incidents.length === 0) {
    print('No incidents.');
    return;
  }
  printTable(
    ['Opened', 'Incident', 'State', 'Account', 'Technique', 'Who', 'Blind', 'Times'],
    incidents.map(rowOf),
  );
  if (next) print(`More: --after '${next}'`);
}

const rowOf = (incident: IncidentSummary): string[] => [
  incident.openedAt.slice(0, 19),
  incident.id,
  stateColour(incident.state),
  accountText(incident),
  incident.techniques.join(', ') || '-',
  incident.evidence?.actor.principal ?? 'unknown',
  incident.blindSince ? `since ${incident.blindSince}` : duration(incident.blindMs),
  String(incident.looks ?? incident.events),
];

function questionOf(options: IncidentListOptions): Question {
  const { account, actor, technique, subject, state, unacknowledged, after } = options;
  placesOption({ account: account === undefined ? [] : [account] });
  if (state !== undefined && !isState(state)) {
    throw new UserError(`--state must be one of ${incidentStates.join(', ')}, not "${state}".`);
  }
  const named = subject === undefined ? undefined : namedSubject(subject);
  const since = options.since && timeOption(options.since);
  const until = options.until && timeOption(options.until);
  if (since && until && since > until) {
    throw new UserError(`--since ${since} is later than --until ${until}.`);
  }
  if (after !== undefined && !/^\d{4}-\S+#inc-\S+$/.test(after)) {
    throw new UserError(`--after must be the "next" of an earlier answer, not "${after}".`);
  }
  return {
    ...(account && { accountId: account }),
    ...(actor && { actor }),
    ...(technique && { technique }),
    ...(named && { subjectKey: `${named.kind}#${named.id}` }),
    ...(state && { state }),
    ...(unacknowledged && { unacknowledged }),
    ...(since && { since }),
    ...(until && { until }),
    ...(after && { after }),
  };
}

const isState = (text: string): text is IncidentState =>
  incidentStates.some((state) => state === text);

import { openAccountNames, withAccountName } from '../../../shared/aws/coverage/account-names';
import { allAccounts } from '../../../shared/aws/coverage/account-pages';
import { findIncidents, type Question } from '../../../shared/aws/incidents/find-incidents';
import { openedKey, type Table } from '../../../shared/aws/table/table';
import { accountText } from '../../../shared/domain/account-text';
import { durationText } from '../../../shared/domain/duration-text';
import { given } from '../../../shared/domain/given';
import {
  type IncidentState,
  type IncidentSummary,
  incidentStates,
} from '../../../shared/domain/incident';
import { headlineOf } from '../../../shared/tampering/guidance/headline';
import { plainly } from '../../../shared/tell/report/plain';
import { chosenAccounts } from '../options/baseline-options';
import { namedTechnique } from '../options/named-technique';
import { inUtc, timeOption } from '../options/time-option';
import { becomeOperator, tableOf } from '../target/become-operator';
import { connectionTo, placesOption, type Target } from '../target/target';
import { print, printList, printTable, printVerbatim, stateColour } from '../terminal/print';
import { UserError } from '../terminal/user-error';
import { askedSubject } from './asked-subject';

interface IncidentListOptions extends Target {
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
}

export async function listIncidents(options: IncidentListOptions): Promise<void> {
  const found: IncidentSummary[] = [];
  let more = false;
  const questions = questionsOf(options);
  for await (const incident of newestOf(tableOf(options), questions)) {
    more = found.length === options.limit;
    if (more) break;
    found.push(incident);
  }
  const nameOf = openAccountNames(connectionTo(options));
  const incidents = await Promise.all(
    found.map(async (incident) => ({
      ...(await withAccountName(incident, nameOf)),
      headline: headlineOf(incident),
    })),
  );
  const last = found.at(-1);
  const next = more && last ? openedKey(last.openedAt, last.id) : undefined;
  if (incidents.length === 0) await refuseStranger(options);
  if (options.json) {
    const { since, until } = questions[0];
    const asked = { ...(since && { since }), ...(until && { until }) };
    printList('incidents', incidents, { ...asked, ...(next && { next }) });
    return;
  }
  if (incidents.length === 0) {
    print(`No incidents${askedIn(options, questions[0])}.`);
    return;
  }
  if (options.since ?? options.until) print(`Incidents${askedIn(options, questions[0])}:`);
  printTable(
    ['Opened', 'Incident', 'State', 'Account', 'Technique', 'Who', 'Blind', 'Seen'],
    plainly(incidents).map(rowOf),
  );
  if (next) printVerbatim(`More: --after '${next}'`);
}

/**
 * A reader would take "No incidents" of an unguarded account for good news. An account that left still has its old
 * incidents.
 */
async function refuseStranger(options: IncidentListOptions): Promise<void> {
  const { account, subject } = options;
  const inArn = subject === undefined ? undefined : askedSubject(subject).accountId;
  const ids = [account, inArn].filter((id) => id !== undefined);
  if (ids.length === 0) return;
  const operator = await becomeOperator(connectionTo(options));
  chosenAccounts(await allAccounts(operator), ids);
}

/** The question as it was understood, with times in UTC. */
function askedIn(
  { account, actor, technique, subject, state, unacknowledged }: IncidentListOptions,
  { since, until }: Question,
): string {
  const said: readonly (readonly [string, string | boolean | undefined])[] = [
    ['in account', account],
    ['by exactly', actor],
    ['by technique', technique],
    ['on', subject],
    ['in state', state],
    ['without an answer', unacknowledged],
    ['since', since && inUtc(since)],
    ['until', until && inUtc(until)],
  ];
  return said
    .flatMap(([word, value]) =>
      value === undefined ? [] : [value === true ? ` ${word}` : ` ${word} ${value}`],
    )
    .join('');
}

/** Merges the answers to several questions, newest first, each incident once. */
async function* newestOf(
  table: Table,
  questions: readonly Question[],
): AsyncGenerator<IncidentSummary> {
  const open = await Promise.all(
    questions.flatMap(answersTo(table)).map(async (answers) => {
      return { answers, head: await answers.next() };
    }),
  );
  let last = '';
  for (;;) {
    const [newest] = open
      .filter(({ head }) => !head.done)
      .sort((one, other) => (keyOf(one.head.value) < keyOf(other.head.value) ? 1 : -1));
    if (!newest) return;
    const { value } = newest.head;
    newest.head = await newest.answers.next();
    if (keyOf(value) === last) continue;
    last = keyOf(value);
    yield value;
  }
}

/**
 * The person's name is on an incident once it is known, and in no index: asked for by name, every incident is read.
 */
const answersTo =
  (table: Table) =>
  (question: Question): readonly AsyncGenerator<IncidentSummary>[] => {
    const { actor, ...rest } = question;
    const isName = actor !== undefined && !actor.startsWith('arn:');
    return [findIncidents(table, question), ...(isName ? [ofPerson(table, rest, actor)] : [])];
  };

async function* ofPerson(
  table: Table,
  question: Question,
  name: string,
): AsyncGenerator<IncidentSummary> {
  for await (const incident of findIncidents(table, question)) {
    if (incident.person?.name === name) yield incident;
  }
}

const keyOf = ({ openedAt, id }: IncidentSummary): string => openedKey(openedAt, id);

/** How an incident ended whose subject was not put back; `--state restored` finds it as well. */
const endOf = ({ state, standing }: IncidentSummary): string | undefined =>
  state === 'restored' ? standing : undefined;

/** The person, where the walk back found one: a role's name says little, least of all that of our own role. */
function whoOf({ person, evidence }: IncidentSummary): string {
  if (!person) return evidence?.actor.principal ?? 'unknown';
  return person.certainty === 'certain' ? person.name : `${person.name} (${person.certainty})`;
}

const rowOf = (incident: IncidentSummary): string[] => [
  incident.openedAt.slice(0, 19),
  incident.id,
  stateColour(endOf(incident) ?? incident.state),
  accountText(incident),
  incident.techniques.join(', ') || '-',
  whoOf(incident),
  incident.blindSince ? `since ${incident.blindSince}` : durationText(incident.blindMs),
  String(incident.looks ?? incident.events),
];

function questionsOf(options: IncidentListOptions): readonly [Question, ...Question[]] {
  const { technique, subject } = options;
  const question = questionOf(options);
  const keys = subject === undefined ? [undefined] : askedSubject(subject).keys;
  const ids = technique === undefined ? [undefined] : techniqueOption(technique);
  const [first, ...more] = keys.flatMap((subjectKey) =>
    ids.map((id) => ({
      ...question,
      ...given({ subjectKey, technique: id }),
    })),
  );
  return [first ?? question, ...more];
}

function questionOf(options: IncidentListOptions): Question {
  const { account, actor, state, unacknowledged, after } = options;
  if (actor !== undefined && (/[*?]/.test(actor) || actor.trim() === '')) {
    throw new UserError(
      `--actor must be a whole ARN, role, name or source identity, and no pattern, not "${actor}".`,
    );
  }
  placesOption({ account: account === undefined ? [] : [account] });
  if (state !== undefined && !isState(state)) {
    throw new UserError(`--state must be one of ${incidentStates.join(', ')}, not "${state}".`);
  }
  const now = new Date();
  const since = options.since && timeOption('--since', options.since, { now }).toISOString();
  const until = options.until && timeOption('--until', options.until, { now }).toISOString();
  if (since && since > now.toISOString()) {
    throw new UserError(`--since ${since} is later than now, ${inUtc(now)}.`);
  }
  if (since && until && since > until) {
    throw new UserError(`--since ${since} is later than --until ${until}.`);
  }
  if (after !== undefined && !/^\d{4}-\S+#inc-\S+$/.test(after)) {
    throw new UserError(`--after must be the "next" of an earlier answer, not "${after}".`);
  }
  return {
    ...given({ accountId: account, actor, state, unacknowledged, since, until, after }),
  };
}

const isState = (text: string): text is IncidentState =>
  incidentStates.some((state) => state === text);

/** Techniques by their id, or all that a row of the catalogue has (`CT-01`). Refuses a word that is neither. */
function techniqueOption(word: string): readonly string[] {
  const { ids, told } = namedTechnique(word);
  return [...new Set([...ids, ...told])];
}

import { doubtIn, doubtInExemption, type Seal } from '../../../shared/aws/baselines/sealed';
import { classify } from '../../../shared/aws/classify';
import { readSweep } from '../../../shared/aws/coverage/find-coverage';
import { readMemory } from '../../../shared/aws/memory';
import { observeWhole } from '../../../shared/aws/observe-subject';
import { listTrails } from '../../../shared/aws/observe-trail';
import { knownRelease } from '../../../shared/aws/releases/keep-release';
import type { Table } from '../../../shared/aws/table/table';
import { accountText } from '../../../shared/domain/account-text';
import type { Decision } from '../../../shared/domain/decision';
import { isSeenOf } from '../../../shared/domain/observation';
import { describeObstacle } from '../../../shared/domain/obstacle';
import type { Release } from '../../../shared/domain/release';
import { describeStep } from '../../../shared/domain/step';
import { type Subject, type SubjectKind, subjectKey } from '../../../shared/domain/subject';
import { decide } from '../../../shared/restore/decide';
import { describeLeft, leftAlone } from '../../../shared/restore/differences';
import { subjectsToLookAt } from '../../../shared/restore/reflex';
import { released } from '../../../shared/restore/released';
import { judgeTrust, memoryOf, type Verifiers } from '../../../shared/restore/trust';
import { plainly } from '../../../shared/tell/report/plain';
import { sealOf } from '../baseline/baseline-verified';
import { accountsOrAll, ofEach } from '../options/baseline-options';
import { type Reached, reachMembers } from '../target/reach-members';
import { connectionTo, type Places, placesOption, type Target } from '../target/target';
import { print, printList, printTable } from '../terminal/print';
import { shortName } from '../terminal/short-name';
import { exitCode } from '../terminal/user-error';

interface PlanOptions extends Target, Places {
  readonly all?: boolean;
}

interface Row {
  readonly accountId: string;
  readonly accountName: string;
  readonly region: string;
  readonly kind?: SubjectKind;
  /** Its ARN. */
  readonly subject?: string;
  readonly decision: Decision | { readonly kind: 'unreachable'; readonly why: string };
  /** How it differs from its baseline, and nothing puts that back; absent where it does not. */
  readonly left?: readonly string[];
}

export async function showPlan(options: PlanOptions): Promise<void> {
  placesOption(options);
  const connection = connectionTo(options);
  const members = await reachMembers(options);
  const { operator, table } = members;
  const seal = sealOf(operator);
  const { release } = await knownRelease(table, seal);
  const reached = { ...members, seal, ...(release && { release }) };
  // A table that is not here is the question's fault and not every account's.
  const sweep = await readSweep(table);
  const accounts = await accountsOrAll(options.account, operator);
  const regions = options.in ?? sweep?.regions ?? [connection.region ?? 'us-east-1'];
  const places = accounts.flatMap(({ id: accountId, name: accountName }) =>
    regions.map((region) => ({ accountId, accountName, region })),
  );
  const rows: Row[] = [];
  // A few at a time: STS and each account's 10 reads per second are shared with the warden.
  for (let first = 0; first < places.length; first += 25) {
    const some = places.slice(first, first + 25).map((place) => planFor(place, table, reached));
    rows.push(...(await Promise.all(some)).flat());
    if (process.stderr.isTTY) process.stderr.write(`\r${rows.length} subjects read`);
  }
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
  if (options.json) printList('subjects', rows);
  else show(plainly(rows), options.all === true);
  const fine = rows.every(({ decision }) => FINE.has(decision.kind));
  process.exitCode = fine ? exitCode.ok : exitCode.bad;
}

const FINE: ReadonlySet<string> = new Set(['compliant', 'retired', 'capture', 'exempt']);

async function planFor(
  place: Pick<Row, 'accountId' | 'accountName' | 'region'>,
  table: Table,
  {
    clients,
    services,
    seal,
    release,
  }: Reached & { readonly seal: Seal; readonly release?: Release },
): Promise<readonly Row[]> {
  const now = () => new Date();
  const client = clients.client(place.accountId, place.region);
  const [memory, listed] = await Promise.allSettled([
    readMemory(table, place.accountId, now),
    listTrails(client, place),
  ]);
  if (memory.status === 'rejected' || memory.value.kind === 'unreachable') {
    return [{ ...place, decision: { kind: 'unreachable', why: 'The table could not be read.' } }];
  }
  const recalled = memory.value;
  const verifiers = verifiersOf(seal);
  const { subjects, missed } = subjectsToLookAt({
    region: place.region,
    memory: recalled,
    ...(listed.status === 'fulfilled' && { listed: listed.value }),
    ...(listed.status === 'rejected' && {
      missed: classify(listed.reason, 'cloudtrail:DescribeTrails'),
    }),
  });
  const planOf = async (subject: Subject): Promise<readonly Row[]> => {
    const observation = await observeWhole(subject, services(subject));
    const at = now().toISOString();
    const belief = await judgeTrust({ subject, recalled, now: at }, verifiers);
    const known = memoryOf(recalled, subject);
    const own =
      release && isSeenOf(observation, 'warden')
        ? released({ observation, memory: known, release, now: at, judge: decide })
        : undefined;
    const { doubt: _, ...others } = belief;
    const memory = own?.memory ?? known;
    const given = { observation, memory, events: [], now: at, ...(own ? others : belief) };
    const decision = own?.decision ?? decide(given);
    const isLeft = decision.kind === 'compliant' && memory?.baseline;
    const left = isLeft ? leftAlone(observation, isLeft) : [];
    const row = { ...place, kind: subject.kind, subject: subject.id, decision };
    return [{ ...row, ...(left.length > 0 && { left }) }];
  };
  const unreachable = missed && { kind: 'unreachable' as const, why: describeObstacle(missed) };
  return [
    // A few at a time: one account has tens of them, and the key of the seal answers all of them.
    ...(await ofEach(subjects, planOf, 4)),
    ...(unreachable ? [{ ...place, decision: unreachable }] : []),
  ];
}

const verifiersOf = (seal: Seal): Verifiers => ({
  verifyBaseline: (subject, remembered) => doubtIn(seal, remembered, subjectKey(subject)),
  verifyExemption: (exemption) => doubtInExemption(seal, exemption),
});

function show(rows: readonly Row[], isAll: boolean): void {
  if (rows.length === 0) {
    print('Nothing to look at: no account has a trail here, and none has a baseline.');
    return;
  }
  const shown = isAll ? rows : rows.filter((row) => !isQuiet(row));
  const left = rows.length - shown.length;
  if (shown.length === 0) {
    print(`Nothing to do: ${left} compliant; --all lists them.`);
    return;
  }
  printTable(
    ['Account', 'Region', 'Kind', 'Subject', 'Decision', 'What would be done'],
    shown.map(({ kind, subject, decision, left, ...place }) => [
      accountText(place),
      place.region,
      kind ?? '-',
      subject ? shortName(subject) : '-',
      decision.kind,
      left ? `nothing: ${describeLeft(left)}` : whatWouldBeDone(decision),
    ]),
  );
  if (left > 0) print(`${left} compliant; --all lists them.`);
}

/** As it must be, in every field. */
const isQuiet = ({ decision, left }: Row): boolean =>
  decision.kind === 'compliant' && left === undefined;

function whatWouldBeDone(decision: Row['decision']): string {
  switch (decision.kind) {
    case 'compliant':
      return '-';
    case 'retired':
      return 'nothing: it is retired, and nothing guards it';
    case 'capture':
      return 'capture it as the first baseline';
    case 'exempt':
      return `nothing: exempt until ${decision.until}, differs: ${decision.findings.map(({ sentence }) => sentence).join(' ')}`;
    case 'restore':
      return decision.steps.map(describeStep).join('\n') || 'record what happened';
    case 'escalate':
    case 'unreachable':
      return decision.why;
  }
}

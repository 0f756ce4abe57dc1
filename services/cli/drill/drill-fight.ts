import { durationText } from '../../../shared/domain/duration-text';
import { onlyRestore } from '../local/drill-bursts';
import { drillFight, type FightReport, type Strategy, strategies } from '../local/drill-fight';
import { progressOf, startLocal } from '../local/local';
import { printJson, printTable } from '../terminal/print';
import { exitCode, UserError } from '../terminal/user-error';

interface Options {
  readonly seconds: number;
  readonly only?: string;
  readonly json?: boolean;
}

/**
 * The strategies whose id or printed title contains the text. Refuses a text that none contains, before anything
 * starts.
 */
export function wantedStrategies(only = ''): readonly Strategy[] {
  const text = only.toLowerCase();
  const found = strategies.filter(({ id, title }) =>
    [id, title].some((name) => name.toLowerCase().includes(text)),
  );
  if (found.length > 0) return found;
  const known = strategies.map(({ id, title }) => `${id} (${title})`).join(', ');
  throw new UserError(`No strategy's name contains "${only}"; they are: ${known}.`);
}

/** Every strategy alone, one after the other, each in an account of its own: with quotas, and 20 ms a call. */
export async function fights({ seconds, only, json }: Options): Promise<void> {
  const onProgress = progressOf(json);
  const wanted = wantedStrategies(only);
  const local = await startLocal({
    accounts: wanted.length,
    latencyMs: 20,
    sweepEvery: 'rate(7 days)', // what no watch finds stays lost
    onProgress,
  });
  local.sandbox.settings.quotas = true; // only now: the first look at everything is not the drill
  const endSchedules = onlyRestore(local);
  try {
    const reports: FightReport[] = [];
    for (const [index, strategy] of wanted.entries()) {
      const accountId = local.organization.memberAccountIds[index] ?? '';
      onProgress(`${strategy.title}, for ${seconds} s`);
      reports.push(await drillFight(local, strategy, { accountId, forMs: seconds * 1_000 }));
    }
    process.exitCode = tellFights(reports, { json, seconds });
  } finally {
    endSchedules();
    await local.close();
  }
}

/**
 * Prints the results of the fights. The exit code is bad when a trail was not put back and no person was told, or
 * when none ran.
 */
export function tellFights(
  reports: readonly FightReport[],
  { json, seconds }: { readonly json?: boolean | undefined; readonly seconds: number },
): number {
  const good = reports.length > 0 && reports.every(({ isGood }) => isGood);
  if (json) printJson({ good, seconds, reports });
  else show(reports);
  return good ? exitCode.ok : exitCode.bad;
}

function show(reports: readonly FightReport[]): void {
  printTable(
    ['Strategy', 'Calls', 'Blind', 'Longest', 'Logs again after', 'Incidents', 'Verdict'],
    reports.map((report) => [
      report.strategy,
      String(report.calls),
      `${(report.blindShare * 100).toFixed(1)} %`,
      durationText(report.longestMs),
      report.againAfterMs === undefined ? 'never' : durationText(report.againAfterMs),
      report.incidents.map(({ state }) => state).join(', '),
      verdictOf(report),
    ]),
  );
}

const verdictOf = ({ isGood, againAfterMs }: FightReport): string => {
  if (!isGood) return 'NOT PUT BACK';
  return againAfterMs === undefined ? 'a person was called' : 'put back';
};

import { historyRows, type Row } from '../../../shared/aws/baselines/find-baselines';
import { type Difference, differences } from '../../../shared/restore/differences';
import { type PlaceOptions, subjectArgument } from '../options/named-subject';
import { placeSubject } from '../options/place-subject';
import { operatorOf } from '../target/become-operator';
import type { Target } from '../target/target';
import { print, printList, printTable } from '../terminal/print';
import { exitCode } from '../terminal/user-error';
import { sealCell, versionCell } from './baseline-print';
import { sealOf, verified } from './baseline-verified';

type BaselineHistoryOptions = Target & PlaceOptions;

export async function showHistory(text: string, options: BaselineHistoryOptions): Promise<void> {
  const named = subjectArgument(text, options);
  const { operator, table } = await operatorOf(options);
  const { subject } = await placeSubject(named, options, operator);
  const seal = sealOf(operator);
  const rows = await historyRows(table, subject);
  const history = await Promise.all(
    rows.map(async (row, index) => ({
      ...row.baseline,
      version: row.filedAs,
      changed: changedIn(row, rows[index + 1]),
      forged: (await verified(row, seal)).forged,
    })),
  );
  if (history.some(({ forged }) => forged)) process.exitCode = exitCode.bad;
  if (options.json) printList('versions', history);
  else if (history.length === 0) print(`${subject.id} never had a baseline.`);
  else {
    printTable(
      ['Version', 'Since', 'By', 'Why', 'Changed', 'Seal'],
      history.map(({ version = 0, retired, capturedAt, capturedBy, why, changed, forged }) => [
        versionCell({ version, ...(retired && { retired }) }),
        capturedAt?.slice(0, 19) ?? '-',
        capturedBy ?? '-',
        why ?? '-',
        changed.map(inOneLine).join('\n') || '-',
        sealCell(forged),
      ]),
    );
  }
}

const changedIn = ({ baseline }: Row, before: Row | undefined): readonly Difference[] =>
  baseline && before?.baseline
    ? differences(baseline.subject.kind, before.baseline.state, baseline.state)
    : [];

const inOneLine = ({ field, baseline = 'none', now = 'none' }: Difference): string =>
  `${field}: ${baseline} → ${now}`;

import pc from 'picocolors';
import type { Baseline } from '../../../shared/domain/baseline';
import { lacksBoundaryText } from '../../../shared/domain/boundary-text';
import { type Difference, fieldsOf } from '../../../shared/restore/differences';
import { print, printTable } from '../terminal/print';

export function printBaseline({
  subject,
  version,
  state,
  retired,
  capturedAt,
  capturedBy,
  why,
}: Baseline): void {
  print(
    `${pc.bold(subject.id)}  version ${version}${retired ? pc.yellow('  RETIRED: not guarded') : ''}`,
  );
  print(`  ${pc.dim('since')}  ${capturedAt} by ${capturedBy}`);
  print(`  ${pc.dim('why')}    ${why}\n`);
  printTable(
    ['Field', 'Must be'],
    fieldsOf(subject.kind, state).map(({ field, value }) => [field, value]),
  );
  if (lacksBoundaryText(state)) print(`\n${NO_BOUNDARY_TEXT}`);
}

const NO_BOUNDARY_TEXT =
  'This baseline is from before the text of its boundary was read: another text is not found until you compare it (trailwarden baseline diff) and accept it (trailwarden baseline accept).';

export function printDifferences(differences: readonly Difference[]): void {
  printTable(
    ['Field', 'Baseline', 'Now'],
    differences.map(({ field, baseline, now }) => [
      field,
      baseline === undefined ? '-' : pc.red(baseline),
      now === undefined ? '-' : pc.green(now),
    ]),
  );
}

export const baselineRowFor = (baseline: Baseline): string[] => [
  versionCell(baseline),
  baseline.capturedAt.slice(0, 19),
  baseline.capturedBy,
  baseline.why,
];

export const versionCell = ({ version, retired }: Pick<Baseline, 'version' | 'retired'>): string =>
  retired ? `${version} ${pc.yellow('retired')}` : String(version);

export const sealCell = (forged: string | undefined): string =>
  forged ? pc.red(`FORGED: ${forged}`) : 'genuine';

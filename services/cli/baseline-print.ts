import pc from 'picocolors';
import type { Baseline } from '../../shared/domain/baseline';
import { type Difference, fieldsOf } from './baseline-differences';
import { print, printTable } from './print';

export function printBaseline({
  subject,
  version,
  state,
  capturedAt,
  capturedBy,
  why,
}: Baseline): void {
  print(`${pc.bold(subject.id)}  version ${version}`);
  print(`  ${pc.dim('since')}  ${capturedAt} by ${capturedBy}`);
  print(`  ${pc.dim('why')}    ${why}\n`);
  printTable(
    ['Field', 'Must be'],
    fieldsOf(state).map(({ field, value }) => [field, value]),
  );
}

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

export const baselineRowFor = ({ version, capturedAt, capturedBy, why }: Baseline): string[] => [
  String(version),
  capturedAt.slice(0, 19),
  capturedBy,
  why,
];

export const sealCell = (forged: string | undefined): string =>
  forged ? pc.red(`FORGED: ${forged}`) : 'genuine';

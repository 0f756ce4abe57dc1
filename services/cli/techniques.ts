import { Command } from 'commander';
import { runbooks } from '../../shared/runbooks/catalogue';
import { allTechniques } from '../../shared/techniques/catalogue';
import { printJson, printTable } from './print';

export const techniquesCommand = (): Command =>
  new Command('techniques')
    .description('every way to blind CloudTrail that is known here')
    .option('--json', 'for programs')
    .addHelpText('after', '\nExample:\n  trailwarden techniques --json')
    .action(listTechniques);

function listTechniques({ json }: { readonly json?: boolean }): void {
  const rows = allTechniques.map(({ detect, drill, ...header }) => ({
    ...header,
    runbooks: runbooks[header.subject]
      .filter(({ undoes }) => undoes.includes(header.id))
      .map(({ id }) => id),
  }));
  if (json) {
    printJson(rows);
    return;
  }
  printTable(
    ['Technique', 'Row', 'Severity', 'What', 'Put back by', 'MITRE'],
    rows.map((row) => [
      row.id,
      row.row,
      row.severity,
      row.title,
      row.runbooks.join(', ') || 'a human',
      row.mitre.join(', '),
    ]),
  );
}

import { runbooks } from '../../../shared/restore/runbooks/catalogue';
import { allTechniques } from '../../../shared/tampering/catalogue';
import { techniqueText } from '../../../shared/tampering/guidance/catalogue';
import { reportedRows } from '../../../shared/tampering/reported/catalogue';
import { printList, printTable } from '../terminal/print';

export function listTechniques({ json }: { readonly json?: boolean }): void {
  const listed = [...restored(), ...reported()];
  if (json) {
    printList('techniques', listed);
    return;
  }
  printTable(
    ['Technique', 'Row', 'Severity', 'What', 'Done about it', 'MITRE'],
    listed.map((one) => [
      one.id,
      one.row,
      one.severity,
      one.title,
      one.done === 'restored' ? one.runbooks.join(', ') || 'a human' : 'reported with guidance',
      one.mitre.join(', '),
    ]),
  );
}

const restored = () =>
  allTechniques.map(({ detect, drill, ...header }) => ({
    ...header,
    ...techniqueText(header.id),
    done: 'restored' as const,
    runbooks: runbooks[header.subject]
      .filter(({ undoes }) => undoes.includes(header.id))
      .map(({ id }) => id),
  }));

const reported = () =>
  reportedRows.map(({ row, title, severity, mitre, notUndone, notForwarded = {} }) => ({
    ...{ id: row, row, title, severity, mitre },
    done: 'reported' as const,
    ...{ notUndone, notForwarded },
  }));

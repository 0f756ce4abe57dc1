import { subjectKinds } from '../../../shared/domain/subject';
import { runbooks } from '../../../shared/restore/runbooks/catalogue';
import { allTechniques } from '../../../shared/tampering/catalogue';
import { techniqueText } from '../../../shared/tampering/guidance/catalogue';
import { reportedRows } from '../../../shared/tampering/reported/catalogue';
import { namedTechnique } from '../options/named-technique';
import { printList, printTable } from '../terminal/print';

interface TechniquesOptions {
  readonly json?: boolean;
  readonly wide?: boolean;
}

export function listTechniques(word: string | undefined, { json, wide }: TechniquesOptions): void {
  const listed = chosen(word);
  if (json) {
    printList('techniques', listed);
    return;
  }
  // With the ids of MITRE it would not fit a terminal of 100 columns.
  printTable(
    ['Technique', 'Row', 'Severity', 'What', 'Done about it', ...(wide ? ['MITRE'] : [])],
    listed.map((one) => [
      one.id,
      one.row,
      one.severity,
      one.title,
      doneText(one),
      ...(wide ? [one.mitre.join(', ')] : []),
    ]),
  );
}

type Listed = ReturnType<typeof restored>[number] | ReturnType<typeof reported>[number];

/** Those of a subject, or those that a technique's id or a row names; all when no word was given. */
function chosen(word: string | undefined): readonly Listed[] {
  if (word === undefined) return [...restored(), ...reported()];
  const kind = subjectKinds.find((one) => one === word.toLowerCase());
  if (kind) return restored().filter(({ subject }) => subject === kind);
  const { ids, told } = namedTechnique(word, subjectKinds);
  return [
    ...restored().filter(({ id }) => ids.includes(id)),
    ...reported().filter(({ id }) => told.includes(id)),
  ];
}

function doneText(one: Listed): string {
  if (one.done === 'reported') return 'reported with guidance';
  return one.runbooks.length > 0 ? `put back (${one.runbooks.join(', ')})` : 'by hand';
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

import { allTechniques } from '../../../shared/tampering/catalogue';
import { reportedRows } from '../../../shared/tampering/reported/catalogue';
import { UserError } from '../terminal/user-error';
import { nearWords } from './near-words';

/** Techniques by their id, or all that a row of the catalogue has (`CT-01`). Refuses a word that is neither. */
export function techniqueOption(word: string): readonly string[] {
  const asked = word.toLowerCase();
  const found = new Set([
    ...allTechniques
      .filter(({ id, row }) => [id, row.toLowerCase()].includes(asked))
      .map(({ id }) => id),
    ...reportedRows.filter(({ row }) => row.toLowerCase() === asked).map(({ row }) => row),
  ]);
  if (found.size > 0) return [...found];
  const known = [
    ...allTechniques.flatMap(({ id, row }) => [id, row]),
    ...reportedRows.map(({ row }) => row),
  ];
  const near = nearWords(word, known);
  throw new UserError(
    `There is no technique or row "${word}"${near.length > 0 ? `; near are ${near.join(', ')}` : ''}. "trailwarden techniques" lists them.`,
  );
}

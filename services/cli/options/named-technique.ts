import { didYouMean } from '../../../shared/domain/near-words';
import { allTechniques } from '../../../shared/tampering/catalogue';
import { reportedRows } from '../../../shared/tampering/reported/catalogue';
import { UserError } from '../terminal/user-error';

/** The ids of the techniques a word names, by id or by row (`CT-01`), and the rows that are only told. Small letters do. */
export interface NamedTechnique {
  readonly ids: readonly string[];
  readonly told: readonly string[];
}

/** Refuses a word that is neither, with those near to it; `more` are other words that would have done. */
export function namedTechnique(word: string, more: readonly string[] = []): NamedTechnique {
  const asked = word.toLowerCase();
  const ids = allTechniques
    .filter(({ id, row }) => [id, row.toLowerCase()].includes(asked))
    .map(({ id }) => id);
  const told = reportedRows.filter(({ row }) => row.toLowerCase() === asked).map(({ row }) => row);
  if (ids.length + told.length > 0) return { ids, told };
  throw new UserError(
    `There is no technique or row "${word}".${didYouMean(word, [...techniqueWords(), ...more])} "trailwarden techniques" lists all.`,
  );
}

const techniqueWords = (): readonly string[] => [
  ...allTechniques.flatMap(({ id, row }) => [id, row]),
  ...reportedRows.map(({ row }) => row),
];

import { entriesFor } from '../entries-for';
import type { Source } from '../source';

/** Every entry that fits, in the order of the file. */
export const fromFile: Source = async ({ file, fileProblem, whom }) => {
  const { human, names, accountId } = whom;
  if (fileProblem) return { kind: 'obstacle', why: fileProblem };
  if (file.contacts.length === 0) {
    return { kind: 'not-asked', why: 'The contacts file has no contacts.' };
  }
  const entries = entriesFor(file, {
    account: [accountId],
    principal: names,
    name: human ? [human.name] : [],
  });
  if (entries.length === 0) return { kind: 'nothing', why: 'No entry of the contacts file fits.' };
  const why = 'An entry of the contacts file fits.';
  return { kind: 'found', contacts: entries.map((entry) => ({ ...entry, why })) };
};

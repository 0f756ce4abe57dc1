import { noContactsFile, readContactsFile } from './contacts-file';
import type { Asking } from './sources';

export type UsableFile = Pick<Asking, 'file' | 'fileProblem'>;

/** A mistake in the file must not keep people from being told: every other source is still asked. */
export function usableFile(text: string | undefined): UsableFile {
  if (text === undefined) return { file: noContactsFile };
  const read = readContactsFile(text);
  if (read.kind === 'contacts') return { file: read.contacts };
  return { file: noContactsFile, fileProblem: read.sentences.join(' ') };
}

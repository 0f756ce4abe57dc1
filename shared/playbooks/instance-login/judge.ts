import type { Trace } from '../../domain/trace';
import type { Sha256 } from './fingerprint';
import type { ListedFile } from './read-listing';

/** What a judge of a tool's result has to know besides. */
export interface FileFacts {
  /** Was the file changed since the day of interest? The time is the inode's, which no program can set. */
  readonly isChanged: (file: ListedFile) => boolean;
  readonly since: string;
  /** Fingerprints of keys that are there with good reason. */
  readonly knownKeys: readonly string[];
  readonly sha256: Sha256;
}

export interface Judged {
  readonly traces: readonly Trace[];
  /** Lines that are none of its form. */
  readonly lost: number;
}

/** The traces in what a tool said. */
export type Judge = (text: string, facts: FileFacts) => Judged;

import type { Place } from '../../shared/aws/member-access';
import { unite } from '../../shared/investigate/dark/spans';
import { add, emptyTally } from '../../shared/investigate/dark/tally';
import type { Suspect } from '../../shared/investigate/dark/whose';
import { type Dark, placeKey } from './investigator';
import type { ReadSpan } from './read-file';

export interface Progress {
  readonly now: () => Dark;
  /** Rejects when another has taken the reading over: then what we know is not to be written. */
  readonly note: (place: Place, read: ReadSpan) => Promise<void>;
}

/** Places are read at the same time and written in turn: each write has all that was read until then. */
export function keepProgress(
  dark: Dark,
  { suspect, save }: { readonly suspect: Suspect; readonly save: (dark: Dark) => Promise<boolean> },
): Progress {
  let current = dark;
  let written: Promise<void> = Promise.resolve();
  const write = async (): Promise<void> => {
    if (!(await save(current))) throw new Error('Another invocation has taken the reading over.');
  };
  return {
    now: () => current,
    note: (place, read) => {
      current = grown(current, { place, read, suspect });
      written = written.then(write);
      return written;
    },
  };
}

interface Grown {
  readonly place: Place;
  readonly read: ReadSpan;
  readonly suspect: Suspect;
}

function grown(dark: Dark, { place, read, suspect }: Grown): Dark {
  const key = placeKey(place);
  return {
    ...dark,
    covered: { ...dark.covered, [key]: unite([...(dark.covered[key] ?? []), read.span]) },
    files: [...dark.files, ...(read.file ? [read.file] : [])],
    tally: add(dark.tally ?? emptyTally, read.events, suspect),
  };
}

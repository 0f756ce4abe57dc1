import type { Place } from '../../shared/aws/member-access';
import type { DarkRound } from '../../shared/domain/dark-round';
import { coveredAt, type RoundOutcome } from '../../shared/investigate/dark/round';
import { add, type Tally } from '../../shared/investigate/dark/tally';
import type { Suspect } from '../../shared/investigate/dark/whose';
import { openGzipLines } from './gzip-lines';
import type { Investigator } from './investigator';
import { ENOUGH_FOR_A_FILE_MS } from './read-file';
import { type Part, readPart } from './read-part';

interface Wanted {
  readonly round: DarkRound;
  /** In the order of reading. */
  readonly keys: readonly string[];
  readonly tally: Tally;
  readonly suspect: Suspect;
}

export interface Batch {
  /** Of those that were begun: the first of the keys, without a gap. */
  readonly outcomes: readonly RoundOutcome[];
  readonly tally: Tally;
  readonly events: number;
  readonly body: Uint8Array;
  readonly sha256: string;
}

/** Many places into one file: each has a quota of its own, and a file for each would be thousands. */
export async function readBatch(
  investigator: Investigator,
  { round, keys, tally: before, suspect }: Wanted,
): Promise<Batch> {
  const { leftMs } = investigator;
  const file = openGzipLines();
  const outcomes: RoundOutcome[] = [];
  let tally = before;
  let events = 0;
  let begun = 0;
  let written: Promise<void> = Promise.resolve();
  const mayGoOn = (ms: number): boolean => events < FULL && leftMs() > ms;
  const keep = ({ outcome, events: found, lines }: Part): Promise<void> => {
    outcomes.push(outcome);
    if (found.length > 0) tally = add(tally, found, suspect);
    events += found.length;
    written = written.then(async () => {
      for (const line of lines) await file.write(line);
    });
    return written;
  };
  const reader = async (): Promise<void> => {
    while (mayGoOn(ENOUGH_FOR_A_PLACE_MS)) {
      const key = keys[begun++];
      if (key === undefined) return;
      const covered = coveredAt(round, key);
      const isEnough = (read: number): boolean =>
        read >= OF_A_PLACE || !mayGoOn(ENOUGH_FOR_A_FILE_MS);
      await keep(
        await readPart(investigator, placeIn(key), { goal: round.goal, covered, isEnough }),
      );
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, reader));
  return { outcomes, tally, events, ...(await file.close()) };
}

/** A place that is throttled takes a minute to say so, and a batch that is cut off is read again. */
export const ENOUGH_FOR_A_PLACE_MS = 100_000;
/** Each is an AssumeRole and two pages at once. */
const AT_ONCE = 20;
/** Twenty seconds of its quota: one busy place must not hold up hundreds of quiet ones. */
const OF_A_PLACE = 2_000;
const FULL = 50_000;

function placeIn(key: string): Place {
  const [accountId = '', region = ''] = key.split('/');
  return { accountId, region };
}

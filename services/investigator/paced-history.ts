import { classify } from '../../shared/aws/classify';
import { Recent } from '../../shared/aws/connection';
import type { HistoryPage, ReadHistory } from '../../shared/aws/dark/event-history';
import { openPace, type Pace } from '../../shared/aws/pace';
import { kept } from '../../shared/domain/kept';
import { placeKey } from './investigator';

interface Clock {
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
}

/** [D] API_LookupEvents: two a second for each account and Region, which all its users share. */
const LOOKUP_EVENTS = { perSecond: 2, burst: 2 } as const;

/**
 * Event history at the pace that it keeps, for each account and Region separately. Rejects with the SDK's error;
 * with "too fast" only after a minute of such answers.
 */
export function pacedHistory(read: ReadHistory, clock: Clock): ReadHistory {
  const paces = new Recent<Pace>(PLACES);
  return async (place, span, next) => {
    const pace = kept(paces, placeKey(place), () => openPace(LOOKUP_EVENTS, clock));
    const attempt = async (tries: number): Promise<HistoryPage> => {
      await pace.turn();
      try {
        const page = await read(place, span, next);
        pace.refused(page.refused);
        return page;
      } catch (error) {
        if (tries >= TRIES || classify(error).kind !== 'throttled') throw error;
        pace.refused(1);
        return attempt(tries + 1);
      }
    };
    return attempt(0);
  };
}

/** More than are read at the same time. */
const PLACES = 1_000;
/** Each refusal is four attempts of the SDK, with its own pauses, in the end at an eighth of the rate. */
const TRIES = 10;

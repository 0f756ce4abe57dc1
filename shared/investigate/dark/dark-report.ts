import type { DarkReport } from '../../domain/dark';
import type { Search } from './searched';
import { eventsIn, type Tally } from './tally';

interface Given {
  readonly tally: Tally;
  readonly window: Search['window'];
  readonly lit?: true;
  readonly partly?: string;
  readonly marginMinutes: number;
  readonly recovered: boolean;
  readonly asked?: true;
  readonly notRecoverable: readonly string[];
  readonly manifest?: DarkReport['manifest'];
  readonly at: string;
}

/** What a report shows of the tally. */
export function darkReport({ tally, manifest, ...given }: Given): DarkReport {
  const { groups, first, last, risky, riskyEvents } = tally;
  return {
    ...given,
    events: eventsIn(tally),
    byActor: shown(groups.actor),
    byOthers: shown(groups.others),
    byService: shown(groups.service),
    byWarden: shown(groups.warden),
    ...(first !== undefined && { first }),
    ...(last !== undefined && { last }),
    risky: risky.slice(0, RISKY_SHOWN),
    riskyEvents,
    ...(manifest && { manifest }),
  };
}

const RISKY_SHOWN = 20;
const NAMES_SHOWN = 10;

const shown = (group: Tally['groups']['actor']): Tally['groups']['actor'] => ({
  ...group,
  principals: group.principals.slice(0, NAMES_SHOWN),
  calls: group.calls.slice(0, NAMES_SHOWN),
});

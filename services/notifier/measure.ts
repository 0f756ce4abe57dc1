import type { Round } from '../../shared/tell/notify/courier';
import type { Measurements } from '../../shared/watch/metrics/metrics';

/** The figures of one round of all channels; nothing when none had anything to tell. */
export function measure(rounds: readonly Round[]): Measurements {
  if (rounds.length === 0) return {};
  const sum = (of: (round: Round) => number) => rounds.reduce((all, round) => all + of(round), 0);
  const ages = rounds.flatMap(({ oldestMs }) => oldestMs ?? []);
  return {
    NoticesSent: [sum(({ sent }) => sent)],
    NoticesAgain: [sum(({ again }) => again)],
    NoticesDead: [sum(({ dead }) => dead)],
    ...(ages.length > 0 && { NoticeAge: [Math.max(...ages) / 1_000] }),
  };
}

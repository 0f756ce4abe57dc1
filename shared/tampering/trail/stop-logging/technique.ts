import { blindWindow } from '../../../domain/blind-window';
import type { Finding } from '../../../domain/finding';
import type { Known } from '../../../domain/observation';
import { calling, DISABLE_LOGS, type Expected, type Technique } from '../../../domain/technique';

/**
 * StopLogging: the trail stays, its settings look right, and nothing is written any more.
 * The newcomer's mistake is to look at IsLogging only: stop, work, start again leaves it true. The
 * status keeps the time of the last stop, so that trick is found too, with or without its event.
 */
export const stopLogging: Technique<'trail'> = {
  id: 'stop-logging',
  title: 'Stop a trail',
  subject: 'trail',
  severity: 'critical',
  row: 'CT-01',
  mitre: DISABLE_LOGS,
  events: { 'cloudtrail.amazonaws.com': ['StopLogging'] },
  parts: [],
  detect,
  drill: calling('cloudtrail:StopLogging', (subject) => ({ Name: subject.id })),
};

function detect(
  observation: Known<'trail'>,
  { baseline, accountedUntil }: Expected<'trail'>,
): Finding | undefined {
  if (observation.kind === 'absent' || !baseline.state.status.isLogging) return undefined;
  const { status } = observation.state;
  const { goneAt, observedAt } = observation;
  // One that was made again and never started is dark since the one before it was deleted.
  const isNeverStarted = !status.isLogging && !status.startedAt && !status.stoppedAt;
  const since = isNeverStarted && goneAt ? { ...status, stoppedAt: goneAt } : status;
  const window = blindWindow(since, accountedUntil, observedAt);
  if (!window) return undefined;
  return {
    technique: 'stop-logging',
    part: 'status.isLogging',
    expected: 'logging',
    actual: status.isLogging ? `was stopped at ${window.from.at}` : 'stopped',
    sentence: status.isLogging
      ? `Trail ${baseline.state.settings.name} was stopped and is logging again.`
      : `Trail ${baseline.state.settings.name} is stopped.`,
    healed: status.isLogging,
    window,
  };
}

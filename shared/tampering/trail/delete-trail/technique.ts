import { type BlindWindow, endOfSecond } from '../../../domain/blind-window';
import type { Finding } from '../../../domain/finding';
import type { Known, Present } from '../../../domain/observation';
import { calling, DISABLE_LOGS, type Expected, type Technique } from '../../../domain/technique';

/**
 * DeleteTrail: the trail is gone with every setting; its files stay in the bucket. The record carries
 * only the name, so what is put back comes from the baseline alone.
 */
export const deleteTrail: Technique<'trail'> = {
  id: 'delete-trail',
  title: 'Delete a trail',
  subject: 'trail',
  severity: 'critical',
  row: 'CT-02',
  mitre: DISABLE_LOGS,
  events: { 'cloudtrail.amazonaws.com': ['DeleteTrail'] },
  parts: ['selectors', 'insights', 'tags', 'eventConfiguration'], // a restoration that was cut short is found by them
  detect,
  drill: calling('cloudtrail:DeleteTrail', ({ id }) => ({ Name: id })),
};

function detect(observation: Known<'trail'>, expected: Expected<'trail'>): Finding | undefined {
  const { name, isOrganizationTrail } = expected.baseline.state.settings;
  const isThere = observation.kind === 'present';
  const from = observation.goneAt ?? { at: observation.observedAt, source: 'clock' as const };
  const window = isThere ? untilMadeAgain(observation, expected) : { from };
  if (!window) return undefined;
  return {
    technique: 'delete-trail',
    part: 'settings',
    expected: isOrganizationTrail ? 'an organization trail' : 'a trail',
    actual: isThere ? `another one, made after ${from.at}` : 'no trail of this name',
    sentence: `Trail ${name} was deleted.`,
    healed: isThere,
    window,
  };
}

/**
 * An event says that it was deleted, and one that logs stands in its place: dark until that one was started. One that
 * was never started is found as stopped, and dark since then.
 */
function untilMadeAgain(
  { goneAt, state }: Present<'trail'>,
  { baseline, accountedUntil }: Expected<'trail'>,
): BlindWindow | undefined {
  const { startedAt, stoppedAt } = state.status;
  if (!goneAt || !startedAt || !baseline.state.status.isLogging) return undefined;
  if (endOfSecond(goneAt.at) <= accountedUntil) return undefined;
  // Stopped and started once more since: it logged before that.
  const isStoppedSince = stoppedAt?.source === 'GetTrailStatus' && stoppedAt.at < startedAt.at;
  return { from: goneAt, to: isStoppedSince ? stoppedAt : startedAt };
}

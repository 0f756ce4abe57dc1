import type { Finding } from '../../domain/finding';
import type { Known } from '../../domain/observation';
import type { Expected, Technique } from '../../domain/technique';

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
  mitre: ['T1685.002', 'T1562.008'],
  events: { 'cloudtrail.amazonaws.com': ['DeleteTrail'] },
  parts: ['selectors', 'insights', 'tags', 'eventConfiguration'], // a restoration that was cut short is found by them
  detect,
  drill: ({ id, region }) => [{ call: 'cloudtrail:DeleteTrail', region, input: { Name: id } }],
};

function detect(observation: Known<'trail'>, { baseline }: Expected<'trail'>): Finding | undefined {
  if (observation.kind === 'present') return undefined;
  const { name, isOrganizationTrail } = baseline.state.settings;
  const from = observation.goneAt ?? { at: observation.observedAt, source: 'clock' as const };
  return {
    technique: 'delete-trail',
    part: 'settings',
    expected: isOrganizationTrail ? 'an organization trail' : 'a trail',
    actual: 'no trail of this name',
    sentence: `Trail ${name} was deleted.`,
    healed: false,
    window: { from },
  };
}

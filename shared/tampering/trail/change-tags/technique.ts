import type { Finding } from '../../../domain/finding';
import type { Known } from '../../../domain/observation';
import { calling, DISABLE_LOGS, type Expected, type Technique } from '../../../domain/technique';

/** RemoveTags, or AddTags with other values: policies that decide by tag then decide otherwise. */
export const changeTags: Technique<'trail'> = {
  id: 'change-tags',
  title: 'Change a trail’s tags',
  subject: 'trail',
  severity: 'medium',
  row: 'CT-11',
  mitre: DISABLE_LOGS,
  events: { 'cloudtrail.amazonaws.com': ['AddTags', 'RemoveTags'] },
  parts: ['tags'],
  detect,
  drill: calling('cloudtrail:RemoveTags', ({ id }) => ({
    ResourceId: id,
    TagsList: [{ Key: 'guarded-by' }],
  })),
};

function detect(observation: Known<'trail'>, { baseline }: Expected<'trail'>): Finding | undefined {
  if (observation.kind === 'absent') return undefined;
  const is = observation.state.tags;
  const changed = Object.entries(baseline.state.tags ?? {}).filter(
    ([key, value]) => is !== undefined && is[key] !== value,
  );
  if (changed.length === 0) return undefined;
  return {
    technique: 'change-tags',
    part: 'tags',
    expected: changed.map(([key, value]) => `${key}=${value}`).join(', '),
    actual: changed.map(([key]) => `${key}=${is?.[key] ?? '(gone)'}`).join(', '),
    sentence: `Tags of trail ${baseline.state.settings.name} were changed: ${changed.map(([key]) => key).join(', ')}.`,
    healed: false,
  };
}

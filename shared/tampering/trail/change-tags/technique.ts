import { calling, DISABLE_LOGS, type Technique } from '../../../domain/technique';
import { differs } from '../../detection/differs';

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
  detect: differs('change-tags', ({ settings, tags = {} }, { tags: is }) => {
    const changed = Object.entries(tags).filter(
      ([key, value]) => is !== undefined && is[key] !== value,
    );
    if (changed.length === 0) return undefined;
    return {
      part: 'tags',
      expected: changed.map(([key, value]) => `${key}=${value}`).join(', '),
      actual: changed.map(([key]) => `${key}=${is?.[key] ?? '(gone)'}`).join(', '),
      sentence: `Tags of trail ${settings.name} were changed: ${changed.map(([key]) => key).join(', ')}.`,
    };
  }),
  drill: calling('cloudtrail:RemoveTags', ({ id }) => ({
    ResourceId: id,
    TagsList: [{ Key: 'guarded-by' }],
  })),
};

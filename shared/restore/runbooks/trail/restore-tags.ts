import type { Runbook } from '../../../domain/runbook';
import { trailStep } from './trail-step';

/** AddTags with the baseline's tags: it adds the missing ones and overwrites changed ones; other tags stay. */
export const restoreTags: Runbook<'trail'> = {
  id: 'restore-tags',
  title: 'Put a trail’s tags back',
  subject: 'trail',
  undoes: ['change-tags'],
  steps: (findings, { subject, state }) =>
    findings.length > 0
      ? [
          trailStep(subject, 'cloudtrail:AddTags', {
            ResourceId: subject.id,
            TagsList: tagsList(state.tags),
          }),
        ]
      : [],
};

export const tagsList = (tags: Readonly<Record<string, string>> = {}) =>
  Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));

import type { Baseline } from '../../../domain/baseline';
import type { Runbook } from '../../../domain/runbook';
import { type Step, stepOn } from '../../../domain/step';

/**
 * SetTopicAttributes, once for each attribute that differs; the empty text removes an attribute that the baseline
 * lacks. TagResource with the baseline's tags; other tags stay.
 */
export const restoreTopicSettings: Runbook<'topic'> = {
  id: 'restore-topic-settings',
  title: 'Put a topic’s settings and tags back',
  subject: 'topic',
  undoes: ['change-topic-settings'],
  steps: (findings, baseline) => {
    const changed = new Set(findings.flatMap(({ part }) => part.split(', ')));
    return [...changed].flatMap((part) =>
      part === 'tags' ? tag(baseline) : [setAttribute(baseline, part.replace('attributes.', ''))],
    );
  },
};

/** None for a topic without tags. */
export function tag({ subject, state: { tags = {} } }: Baseline<'topic'>): readonly Step[] {
  const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  return Tags.length > 0
    ? [stepOn(subject, 'sns:TagResource', { ResourceArn: subject.id, Tags })]
    : [];
}

export const setAttribute = ({ subject, state }: Baseline<'topic'>, attribute: string): Step =>
  stepOn(subject, 'sns:SetTopicAttributes', {
    TopicArn: subject.id,
    AttributeName: attribute,
    AttributeValue: state.attributes[attribute] ?? '',
  });

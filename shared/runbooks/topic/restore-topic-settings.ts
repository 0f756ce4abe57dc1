import type { Baseline } from '../../domain/baseline';
import type { Runbook } from '../../domain/runbook';
import { type Step, stepOn } from '../../domain/step';

/** SetTopicAttributes, once for each attribute that differs; the empty text removes what never was. */
export const restoreTopicSettings: Runbook<'topic'> = {
  id: 'restore-topic-settings',
  title: 'Put a topic’s settings back',
  subject: 'topic',
  undoes: ['change-topic-settings'],
  steps: (findings, baseline) => {
    const changed = findings.flatMap(({ part }) => part.split(', '));
    return [...new Set(changed)].map((part) =>
      setAttribute(baseline, part.replace('attributes.', '')),
    );
  },
};

export const setAttribute = ({ subject, state }: Baseline<'topic'>, attribute: string): Step =>
  stepOn(subject, 'sns:SetTopicAttributes', {
    TopicArn: subject.id,
    AttributeName: attribute,
    AttributeValue: state.attributes[attribute] ?? '',
  });

import type { Finding } from '../../domain/finding';
import type { Known } from '../../domain/observation';
import type { Expected, Technique } from '../../domain/technique';

/**
 * SetTopicAttributes with anything but the policy: a key CloudTrail may not use, a delivery policy
 * that gives up at once. Attributes the baseline does not have count as well.
 */
export const changeTopicSettings: Technique<'topic'> = {
  id: 'change-topic-settings',
  title: 'Change the settings of a trail’s topic',
  subject: 'topic',
  severity: 'medium',
  row: 'SNS-01',
  mitre: ['T1685.002', 'T1562.008'],
  description:
    'Changes the key, the delivery policy or another attribute of the topic. With a key that CloudTrail may not use, no file is announced any more.',
  notRestorable: 'Announcements of the gap.',
  events: { 'sns.amazonaws.com': ['SetTopicAttributes'] },
  parts: [],
  detect,
  drill: ({ id, region }) => [
    {
      call: 'sns:SetTopicAttributes',
      region,
      input: {
        TopicArn: id,
        AttributeName: 'KmsMasterKeyId',
        AttributeValue:
          'arn:aws:kms:us-east-1:999988887777:key/11111111-2222-3333-4444-555555555555',
      },
    },
  ],
};

function detect(observation: Known<'topic'>, { baseline }: Expected<'topic'>): Finding | undefined {
  if (observation.kind === 'absent') return undefined;
  const { name, attributes: must } = baseline.state;
  const { attributes: is } = observation.state;
  const changed = [...new Set([...Object.keys(must), ...Object.keys(is)])]
    .filter((attribute) => must[attribute] !== is[attribute])
    .sort();
  if (changed.length === 0) return undefined;
  return {
    technique: 'change-topic-settings',
    part: changed.map((attribute) => `attributes.${attribute}`).join(', '), // the runbook goes by it
    expected: changed.map((attribute) => must[attribute] ?? 'none').join(', '),
    actual: changed.map((attribute) => is[attribute] ?? 'none').join(', '),
    sentence: `Settings of topic ${name} were changed: ${changed.join(', ')}.`,
    healed: false,
  };
}

import { calling, DISABLE_LOGS, type Technique } from '../../../domain/technique';
import type { TopicState } from '../../../domain/topic';
import { differs } from '../../detection/differs';

/**
 * SetTopicAttributes with anything but the policy: a key CloudTrail may not use, a delivery policy
 * that gives up at once. Attributes the baseline does not have count as well, more tags do not. Tags go
 * when the topic is deleted and made again.
 */
export const changeTopicSettings: Technique<'topic'> = {
  id: 'change-topic-settings',
  title: 'Change the settings of a trail’s topic',
  subject: 'topic',
  severity: 'medium',
  row: 'SNS-01',
  mitre: DISABLE_LOGS,
  events: { 'sns.amazonaws.com': ['SetTopicAttributes'] },
  parts: ['tags'],
  detect: differs('change-topic-settings', (must, is) => {
    const changed = [
      ...changedNames(must.attributes, is.attributes).map((name) => `attributes.${name}`),
      ...(isUntagged(must.tags, is.tags) ? ['tags'] : []),
    ];
    if (changed.length === 0) return undefined;
    return {
      part: changed.join(', '), // the runbook goes by it
      expected: changed.map((part) => shown(must, part)).join(', '),
      actual: changed.map((part) => shown(is, part)).join(', '),
      sentence: `Settings of topic ${must.name} were changed: ${changed.join(', ')}.`,
    };
  }),
  drill: calling('sns:SetTopicAttributes', ({ id }) => ({
    TopicArn: id,
    AttributeName: 'KmsMasterKeyId',
    AttributeValue: 'arn:aws:kms:us-east-1:999988887777:key/11111111-2222-3333-4444-555555555555',
  })),
};

type Texts = Readonly<Record<string, string>>;

const changedNames = (must: Texts, is: Texts): readonly string[] =>
  [...new Set([...Object.keys(must), ...Object.keys(is)])]
    .filter((name) => must[name] !== is[name])
    .sort();

/** More tags are no finding. */
const isUntagged = (must: Texts = {}, is?: Texts): boolean =>
  is !== undefined && Object.entries(must).some(([key, value]) => is[key] !== value);

const shown = ({ attributes, tags }: TopicState, part: string): string =>
  part === 'tags' ? JSON.stringify(tags) : (attributes[part.replace('attributes.', '')] ?? 'none');

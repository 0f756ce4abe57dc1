import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Step } from '../../../shared/domain/step';
import type { TopicState } from '../../../shared/domain/topic';
import { decide } from '../../../shared/restore/decide';
import { at } from '../../builders/at';
import {
  aSubscription,
  aTopicBaseline,
  aTopicState,
  byMail,
  topicGone,
  topicSeen,
} from '../../builders/topic/a-topic';

const anyTampered = fc.option(
  fc.record({
    name: fc.constant('trail-files'),
    policy: fc.constantFrom(aTopicState().policy, '{}'),
    attributes: fc.record(
      {
        DisplayName: fc.constantFrom('Trail files', 'Nothing'),
        KmsMasterKeyId: fc.constantFrom('alias/topic', 'alias/foreign'),
        SQSSuccessFeedbackRoleArn: fc.constant(
          aTopicState().attributes.SQSSuccessFeedbackRoleArn ?? '',
        ),
        TracingConfig: fc.constant('Active'),
      },
      { requiredKeys: [] },
    ) as fc.Arbitrary<Readonly<Record<string, string>>>,
    subscriptions: fc.subarray([byMail(), aSubscription()]),
    tags: fc.constantFrom<Readonly<Record<string, string>>[]>(
      { owner: 'security' },
      { owner: 'me' },
      {},
    ),
  }),
);

const decideOn = (state: TopicState | null) =>
  decide({
    observation: state ? topicSeen(state) : topicGone(),
    memory: { baseline: aTopicBaseline() },
    exemptions: [],
    events: [],
    now: at(60),
  });

const withAttribute = (before: TopicState, name: string, value: string): TopicState => {
  if (name === 'Policy') return { ...before, policy: value };
  const others = Object.entries(before.attributes).filter(([other]) => other !== name);
  const own = value === '' ? [] : [[name, value] as const];
  return { ...before, attributes: Object.fromEntries([...others, ...own]) };
};

/** The state of a topic after SNS took a step. */
function afterStep(before: TopicState | null, { call, input }: Step): TopicState | null {
  if (call === 'sns:CreateTopic') {
    const { Policy = '', ...attributes } = input.Attributes;
    return { name: input.Name, policy: Policy, attributes, subscriptions: [], tags: {} };
  }
  if (!before) return before;
  if (call === 'sns:SetTopicAttributes') {
    return withAttribute(before, input.AttributeName, input.AttributeValue);
  }
  if (call === 'sns:TagResource') {
    const tags = Object.fromEntries(input.Tags.map(({ Key, Value }) => [Key, Value]));
    return { ...before, tags: { ...before.tags, ...tags } };
  }
  if (call !== 'sns:Subscribe') return before;
  const { Protocol: protocol, Endpoint: endpoint, Attributes: attributes } = input;
  const made = { protocol, endpoint, isPending: false, attributes };
  const subscriptions = [...(before.subscriptions ?? []), made];
  return {
    ...before,
    subscriptions: subscriptions.sort((one, other) => (one.protocol < other.protocol ? -1 : 1)),
  };
}

test('the steps of any tampered topic make it what it must be, and then there are none', () => {
  fc.assert(
    fc.property(anyTampered, (state) => {
      const decision = decideOn(state);
      const steps = decision.kind === 'restore' ? decision.steps : [];
      const after = steps.reduce(afterStep, state);
      expect(after).toEqual(aTopicState());
      expect(decideOn(after).kind).toBe('compliant');
    }),
    { numRuns: 100 },
  );
});

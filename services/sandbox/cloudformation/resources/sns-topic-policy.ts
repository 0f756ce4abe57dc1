import { checkPolicy } from '../../iam/check-policy';
import { refuse } from '../../sns/refusals';
import { defaultPolicy } from '../../sns/topic-policy';
import { policyProperty } from '../policy-property';
import { texts } from '../properties';
import type { Creation, ResourceType } from '../resource-type';

/** One policy for each topic: the last one put stands. Without it the topic has the default one again. */
export const snsTopicPolicy: ResourceType = {
  type: 'AWS::SNS::TopicPolicy',
  properties: ['PolicyDocument', 'Topics'],
  create: (creation) => {
    const document = policyProperty(creation.properties, 'PolicyDocument');
    checkPolicy(document);
    for (const topic of topicsOf(creation)) {
      topic.attributes.set('Policy', JSON.stringify(document));
    }
    return { physicalId: `${creation.deployment.stackName}-${creation.logicalId}` };
  },
  remove: (removal) => {
    for (const { arn, accountId, attributes } of topicsOf(removal)) {
      attributes.set('Policy', JSON.stringify(defaultPolicy(arn, accountId)));
    }
  },
};

function topicsOf({ deployment: { world }, properties }: Creation) {
  return texts(properties, 'Topics').map((arn) => {
    const topic = world.sns.topics.get(arn);
    if (topic === undefined) throw refuse.topicNotFound();
    return topic;
  });
}

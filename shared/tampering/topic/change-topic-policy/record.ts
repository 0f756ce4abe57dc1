import { field, text } from '../../../record/json';
import type { LogRecord } from '../../../record/log-record';
import { isByOwner, lets, opened, readPolicy } from '../../../record/policy';
import { type Effect, harm, none, unclear } from '../../../record/row';
import { asks, says } from '../../records/rows-of';
import { onTopic } from '../on-topic';
import { changeTopicPolicy } from './technique';

const PUBLISH = ['sns:Publish'];

function weakens({ request, accountId }: LogRecord, _: unknown, target: string): Effect {
  if (text(field(request, 'attributeName')) !== 'Policy') return none;
  const statements = readPolicy(field(request, 'attributeValue'));
  if (!statements)
    return unclear(`The policy of topic ${target} was replaced; the record does not hold it.`);
  if (!lets(statements, PUBLISH))
    return harm(`The policy of topic ${target} no longer lets CloudTrail publish.`);
  const open = opened(statements, accountId, `topic ${target}`);
  if (open.kind !== 'none') return open;
  const certain = statements.filter((one) => !isByOwner(one));
  // AWS documents the service principal; whether the default of a topic is enough is not said.
  return lets(certain, PUBLISH)
    ? none
    : unclear(
        `The policy of topic ${target} does not name CloudTrail; whether it may publish is not known.`,
      );
}

export const changeTopicPolicyRecords = [
  onTopic(changeTopicPolicy, {
    SetTopicAttributes: weakens,
    AddPermission: asks((target) => `The policy of topic ${target} lets more in.`),
    RemovePermission: says((target) => `Topic ${target} lost a permission or a subscriber.`),
  }),
];

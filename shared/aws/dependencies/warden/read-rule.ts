import {
  DescribeRuleCommand,
  type EventBridgeClient,
  ListTagsForResourceCommand,
  ListTargetsByRuleCommand,
} from '@aws-sdk/client-eventbridge';
import { given } from '../../../domain/given';
import { requestedParts } from '../../../domain/requested-parts';
import type { Parts } from '../../../domain/subject';
import type { RuleState, RuleTarget } from '../../../domain/warden';
import type { WardenArn } from '../../../domain/warden-arn';
import { asked } from '../../classify';
import { allPages } from '../all-pages';
import type { ServiceClients } from '../service-clients';
import { ownTags } from './own-tags';

/** Rejects when any of the reads fails. */
export async function readRule(
  arn: Extract<WardenArn, { kind: 'rule' }> & { readonly id: string },
  parts: Parts,
  { events }: ServiceClients,
): Promise<RuleState> {
  const { name, busName, id } = arn;
  const described = { Name: name, EventBusName: busName };
  const [rule, more] = await Promise.all([
    asked('events:DescribeRule', events.send(new DescribeRuleCommand(described))),
    requestedParts<Pick<RuleState, 'targets' | 'tags'>>(parts, {
      targets: () => asked('events:ListTargetsByRule', readTargets(arn, events)),
      tags: () => readTags(id, events),
    }),
  ]);
  return {
    kind: 'rule',
    name,
    busName,
    state: rule.State ?? 'DISABLED', // It is not known to be enabled, and putting it back is safe in any state.
    ...given({
      eventPattern: rule.EventPattern,
      scheduleExpression: rule.ScheduleExpression,
      description: rule.Description,
      roleArn: rule.RoleArn,
    }),
    ...more,
  };
}

/** A rule has five targets at most, or as many as a raised quota allows, so there may be another page. */
async function readTargets(
  { name, busName }: { readonly name: string; readonly busName: string },
  events: EventBridgeClient,
): Promise<readonly RuleTarget[]> {
  const listed = await allPages(async (NextToken) => {
    const asked = { Rule: name, EventBusName: busName, NextToken };
    const page = await events.send(new ListTargetsByRuleCommand(asked));
    return { items: page.Targets, next: page.NextToken };
  });
  return listed
    .map((target) => ({ ...target, Id: target.Id ?? '', Arn: target.Arn ?? '' }))
    .sort((one, other) => (one.Id < other.Id ? -1 : 1));
}

async function readTags(id: string, events: EventBridgeClient) {
  const { Tags } = await asked(
    'events:ListTagsForResource',
    events.send(new ListTagsForResourceCommand({ ResourceARN: id })),
  );
  return ownTags(Tags);
}

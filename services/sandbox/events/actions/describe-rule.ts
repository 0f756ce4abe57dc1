import type { Action } from '../../core/service';
import type { Rule } from '../rule';
import { onRule, ruleOfCall } from '../rule-of-call';

export const describeRuleAction: Action = {
  readOnly: true,
  ...onRule('Name'),
  handle: (call, world) => {
    const { rule } = ruleOfCall(call, world, 'Name');
    return { ...renderRule(rule), CreatedBy: rule.accountId };
  },
};

export function renderRule(rule: Rule) {
  return {
    Name: rule.name,
    Arn: rule.arn,
    EventPattern: rule.eventPattern,
    ScheduleExpression: rule.scheduleExpression,
    State: rule.state,
    Description: rule.description,
    RoleArn: rule.roleArn,
    EventBusName: rule.busName,
  };
}

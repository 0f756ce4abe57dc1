import type { Action } from '../../core/service';
import { optionalText, requiredText, tagsOf } from '../input';
import { putRule } from '../put-rule';
import { refuse } from '../refusals';
import { busOfCall, onRule } from '../rule-of-call';

export const putRuleAction: Action = {
  readOnly: false,
  ...onRule('Name'),
  handle: (call, world) => {
    const { input } = call;
    const eventPattern = optionalText(input, 'EventPattern');
    const scheduleExpression = optionalText(input, 'ScheduleExpression');
    if (eventPattern === undefined && scheduleExpression === undefined) {
      throw refuse.invalid('Parameter(s) EventPattern or ScheduleExpression must be specified.');
    }
    const rule = putRule(busOfCall(call, world), {
      name: requiredText(input, 'Name'),
      eventPattern,
      scheduleExpression,
      state: optionalText(input, 'State'),
      description: optionalText(input, 'Description'),
      roleArn: optionalText(input, 'RoleArn'),
      tags: tagsOf(input),
    });
    return { RuleArn: rule.arn };
  },
  record: (_call, output) => ({ responseElements: output && { ruleArn: output.RuleArn } }),
};

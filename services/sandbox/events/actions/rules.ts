import { actionsOn } from '../../core/make-action';
import {
  type Action,
  type Call,
  NotEmulated,
  orRefuse,
  Refusal,
  type World,
} from '../../core/service';
import { checkPassRole } from '../../iam/require-permission';
import { eventBridge } from '../delivery';
import { inputs, optionalText, pageOf, requiredText, tagsOf, texts } from '../input';
import { matchesPattern } from '../pattern/matches-pattern';
import { checkRuleRole, findRule, putRule, readPattern, setRuleState } from '../put-rule';
import { checkTarget, putTarget } from '../put-target';
import { refuse } from '../refusals';
import { busOfCall, busPolicyOfCall, onRule, ruleArnOfCall, ruleOfCall } from '../rule-of-call';
import type { Rule, Target } from '../state';

const onRuleNamed = actionsOn(onRule('Name'), (call, world) => ruleOfCall(call, world, 'Name'));

const onTargetsOfRule = actionsOn(onRule('Rule'), (call, world) => ruleOfCall(call, world, 'Rule'));

const changeTargets = actionsOn(
  {
    ...onRule('Rule'),
    record: (_call, output) => ({
      responseElements: output && { failedEntryCount: output.FailedEntryCount, failedEntries: [] },
    }),
  },
  (call, world) => ruleOfCall(call, world, 'Rule'),
);

export const putRuleAction: Action = {
  ...onRule('Name'),
  handle: (call, world) => {
    const { input } = call;
    const eventPattern = optionalText(input, 'EventPattern');
    const scheduleExpression = optionalText(input, 'ScheduleExpression');
    if (eventPattern === undefined && scheduleExpression === undefined) {
      throw refuse.invalid('Parameter(s) EventPattern or ScheduleExpression must be specified.');
    }
    const bus = busOfCall(call, world);
    const name = requiredText(input, 'Name');
    const roleArn = optionalText(input, 'RoleArn');
    if (roleArn !== undefined) passRole(world, call, 'Name', roleArn);
    checkRuleRole(world, bus, { name, roleArn });
    const rule = putRule(bus, {
      name,
      eventPattern,
      scheduleExpression,
      state: optionalText(input, 'State'),
      description: optionalText(input, 'Description'),
      roleArn,
      tags: tagsOf(input),
    });
    return { RuleArn: rule.arn };
  },
  record: (_call, output) => ({ responseElements: output && { ruleArn: output.RuleArn } }),
};

export const describeRuleAction = onRuleNamed(({ rule }) => ({
  ...renderRule(rule),
  CreatedBy: rule.accountId,
}));

function renderRule(rule: Rule) {
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

export const listRulesAction: Action = {
  resourcePolicy: busPolicyOfCall,
  handle: (call, world) => {
    const prefix = optionalText(call.input, 'NamePrefix') ?? '';
    const rules = [...busOfCall(call, world).rules.values()];
    const page = pageOf(
      call.input,
      rules.filter(({ name }) => name.startsWith(prefix)),
    );
    return { Rules: page.items.map(renderRule), NextToken: page.NextToken };
  },
};

export const enableRuleAction = onRuleNamed(({ bus, rule }) => {
  setRuleState(bus, rule, 'ENABLED');
});

export const disableRuleAction = onRuleNamed(({ bus, rule }) => {
  setRuleState(bus, rule, 'DISABLED');
});

/** Deleting a rule that does not exist succeeds. [D] API_DeleteRule */
export const deleteRuleAction: Action = {
  ...onRule('Name'),
  handle: (call, world) => {
    const { rules } = busOfCall(call, world);
    const name = requiredText(call.input, 'Name');
    if ((rules.get(name)?.targets.size ?? 0) > 0) throw refuse.ruleHasTargets();
    rules.delete(name);
  },
};

export const testEventPatternAction: Action = {
  readOnly: true,
  handle: ({ input }) => {
    const pattern = readPattern(requiredText(input, 'EventPattern'));
    const text = requiredText(input, 'Event');
    const event: unknown = orRefuse(
      () => JSON.parse(text),
      () => refuse.invalid('Parameter Event is not valid.'),
    );
    return { Result: matchesPattern(pattern, event) };
  },
};

/** One target too many is reported in its entry and the others are put; an invalid one ends the call. */
export const putTargetsAction = changeTargets(({ rule }, call, world) => {
  const targets = inputs(call.input, 'Targets').map((target) => ({
    ...target,
    Id: requiredText(target, 'Id'),
    Arn: requiredText(target, 'Arn'),
  }));
  for (const { RoleArn } of targets as readonly Target[]) {
    if (RoleArn !== undefined) passRole(world, call, 'Rule', RoleArn);
  }
  for (const target of targets) checkTarget(rule, target);
  const FailedEntries = targets.flatMap((target) => putOne(rule, target));
  return { FailedEntryCount: FailedEntries.length, FailedEntries };
});

/** Of a rule and of a target alike, the associated resource is the rule. Recorded on AWS, September 2026 */
function passRole(world: World, call: Call, parameter: 'Name' | 'Rule', roleArn: string): void {
  const associatedResource = ruleArnOfCall(parameter)(call);
  const toService = eventBridge;
  checkPassRole(world, call, { roleArn, toService, associatedResource, status: 400 });
}

function putOne(rule: Rule, target: Target) {
  try {
    putTarget(rule, target);
    return [];
  } catch (error) {
    if (!(error instanceof Refusal) || error instanceof NotEmulated) throw error;
    return [{ TargetId: target.Id, ErrorCode: error.code, ErrorMessage: error.message }];
  }
}

export const listTargetsByRuleAction = onTargetsOfRule(({ rule }) => ({
  Targets: [...rule.targets.values()],
}));

export const listRuleNamesByTargetAction: Action = {
  resourcePolicy: busPolicyOfCall,
  handle: (call, world) => {
    const target = requiredText(call.input, 'TargetArn');
    const rules = [...busOfCall(call, world).rules.values()].filter(({ targets }) =>
      [...targets.values()].some(({ Arn }) => Arn === target),
    );
    const page = pageOf(call.input, rules);
    return { RuleNames: page.items.map(({ name }) => name), NextToken: page.NextToken };
  },
};

export const removeTargetsAction = changeTargets(({ rule }, call) => {
  for (const id of texts(call.input, 'Ids')) rule.targets.delete(id);
  return { FailedEntryCount: 0, FailedEntries: [] };
});

const onTags = actionsOn({ resource: taggedArn }, (call, world) => tagsAt(world, taggedArn(call)));

function taggedArn({ input }: Call): string {
  return requiredText(input, 'ResourceARN');
}

export const tagResourceAction = onTags((tags, call) => {
  for (const [key, value] of tagsOf(call.input)) tags.set(key, value);
});

export const listTagsForResourceAction = onTags((tags) => {
  return { Tags: [...tags].map(([Key, Value]) => ({ Key, Value })) };
});

/** The tags of a rule or bus; refuses an ARN behind which there is neither. */
function tagsAt(world: World, arn: string): Map<string, string> {
  const found = findRule(world, arn) ?? world.events.buses.get(arn);
  if (found === undefined) {
    throw new Refusal('ResourceNotFoundException', `Resource ${arn} does not exist.`);
  }
  return found.tags;
}

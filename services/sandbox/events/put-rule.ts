import { partitionOf } from '../core/partition';
import type { World } from '../core/service';
import { assumableRole, eventBridge } from './delivery';
import { parsePatternText } from './pattern/parse-pattern';
import { InvalidPattern, type Pattern } from './pattern/pattern';
import { refuse } from './refusals';
import { isSchedule } from './schedule-expression';
import { type EventBus, type Rule, type RuleState, ruleStates } from './state';

export interface RuleDraft {
  readonly name: string;
  /** JSON text. One of it and the schedule is there, or both. */
  readonly eventPattern?: string | undefined;
  readonly scheduleExpression?: string | undefined;
  /** Absent: ENABLED, also for a rule that was disabled. */
  readonly state?: string | undefined;
  readonly description?: string | undefined;
  readonly roleArn?: string | undefined;
  readonly tags?: ReadonlyMap<string, string>;
}

/** Creates or replaces the rule; its targets stay. An omitted field is removed, as PutRule does. */
export function putRule(bus: EventBus, draft: RuleDraft): Rule {
  if (!/^[.\-\w]{1,64}$/.test(draft.name))
    throw refuse.invalid(`Parameter Name is not valid: ${draft.name}`);
  const before = bus.rules.get(draft.name);
  // [D] eventbridge/latest/userguide/eb-quota: 300 rules on a bus.
  if (before === undefined && bus.rules.size >= 300) {
    throw refuse.limitExceeded('The requested resource exceeds the maximum number allowed.');
  }
  refuseSchedule(bus, draft.scheduleExpression);
  const rule: Rule = {
    arn: ruleArn(bus, draft.name),
    name: draft.name,
    accountId: bus.accountId,
    region: bus.region,
    busName: bus.name,
    description: draft.description,
    eventPattern: draft.eventPattern,
    pattern: draft.eventPattern === undefined ? [] : readPattern(draft.eventPattern),
    scheduleExpression: draft.scheduleExpression,
    state: readState(draft.state),
    roleArn: draft.roleArn,
    targets: before?.targets ?? new Map(),
    tags: new Map(before?.tags ?? draft.tags ?? []),
  };
  bus.rules.set(rule.name, rule);
  return rule;
}

/**
 * A rule's own role, other than a target's, has to be one that EventBridge can become when the rule is put: one that was
 * made a moment ago is not there yet. Recorded on AWS, September 2026
 */
export function checkRuleRole(
  world: World,
  bus: EventBus,
  { name, roleArn }: Pick<RuleDraft, 'name' | 'roleArn'>,
): void {
  if (roleArn === undefined) return;
  const by = { arn: ruleArn(bus, name), accountId: bus.accountId };
  if (assumableRole(world, by, roleArn) === undefined) {
    throw refuse.roleNotAssumable(roleArn, eventBridge);
  }
}

/** [D] eventbridge/latest/userguide/eb-create-rule-schedule: on the default bus only. */
function refuseSchedule(bus: EventBus, expression: string | undefined): void {
  if (expression === undefined) return;
  if (bus.name !== 'default') {
    throw refuse.invalid('ScheduleExpression is supported only on the default event bus.');
  }
  if (!isSchedule(expression)) {
    throw refuse.invalid('Parameter ScheduleExpression is not valid.');
  }
}

/** Same rule, enabled or disabled. */
export function setRuleState(bus: EventBus, rule: Rule, state: RuleState): void {
  bus.rules.set(rule.name, { ...rule, state });
}

export function ruleArn(
  bus: Pick<EventBus, 'accountId' | 'region' | 'name'>,
  name: string,
): string {
  const path = bus.name === 'default' ? name : `${bus.name}/${name}`;
  return `arn:${partitionOf(bus.region)}:events:${bus.region}:${bus.accountId}:rule/${path}`;
}

/** Refuses what EventBridge refuses, with its reason. */
export function readPattern(text: string): Pattern {
  // [D] eb-quota
  if (text.length > 2048)
    throw refuse.invalidPattern('Event pattern is too long, the limit is 2048 characters');
  try {
    return parsePatternText(text);
  } catch (error) {
    if (error instanceof InvalidPattern) throw refuse.invalidPattern(error.message);
    throw error;
  }
}

function readState(state = 'ENABLED'): RuleState {
  const known = ruleStates.find((each) => each === state);
  if (known === undefined) {
    throw refuse.invalid(
      `1 validation error detected: Value '${state}' at 'state' failed to satisfy constraint: Member must satisfy enum value set: [${ruleStates.join(', ')}]`,
    );
  }
  return known;
}

export function findRule(world: World, arn: string): Rule | undefined {
  const [, , , region = '', accountId = '', resource = ''] = arn.split(':');
  const [, bus, name = bus] = /^rule\/(?:(.*)\/)?([^/]+)$/.exec(resource) ?? [];
  const key = `arn:${partitionOf(region)}:events:${region}:${accountId}:event-bus/${bus ?? 'default'}`;
  return name === undefined ? undefined : world.events.buses.get(key)?.rules.get(name);
}

import type { Pattern } from './pattern/pattern';
import type { Target } from './target';

export const ruleStates = [
  'ENABLED',
  'DISABLED',
  'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS',
] as const;

export type RuleState = (typeof ruleStates)[number];

export interface Rule {
  readonly arn: string;
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  readonly busName: string;
  readonly description: string | undefined;
  /** The JSON text as it was given; absent for a rule that has only a schedule. */
  readonly eventPattern: string | undefined;
  /** What it means; without a text it matches nothing. */
  readonly pattern: Pattern;
  /** `keepSchedules` keeps this time where it was asked to; `fireSchedule` fires by hand. */
  readonly scheduleExpression: string | undefined;
  readonly state: RuleState;
  readonly roleArn: string | undefined;
  /** By target id. */
  readonly targets: Map<string, Target>;
  readonly tags: Map<string, string>;
}

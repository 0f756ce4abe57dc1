/** The part of a CloudFormation parameter declaration that limits its value. */
export interface ParameterRule {
  readonly Type: string;
  readonly Default?: string | number;
  readonly AllowedPattern?: string;
  readonly AllowedValues?: readonly string[];
  readonly MinValue?: number;
  readonly MaxValue?: number;
  /** Completes "Parameter X is "v": it …", as in CloudFormation's own sentence. */
  readonly ConstraintDescription?: string;
}

export interface GivenParameter {
  readonly name: string;
  readonly value: string;
  readonly rule: ParameterRule;
}

/**
 * Says in one sentence what is wrong with a value; nothing when CloudFormation would take it. The rules are the
 * template's own, so that a bad value is refused before anything is uploaded.
 */
export function checkParameter({ name, value, rule }: GivenParameter): string | undefined {
  if (valuesOf(value, rule).every((each) => isAllowed(each, rule))) return undefined;
  const seen = value === '' ? 'empty' : `"${value}"`;
  return `Parameter ${name} is ${seen}: it ${expectation(rule)}.`;
}

/** The form of this parameter's values, as the end of a sentence. */
export function expectation(rule: ParameterRule): string {
  return rule.ConstraintDescription ?? `must be a ${rule.Type}`;
}

// An empty list is one empty value, which no pattern here allows.
function valuesOf(value: string, rule: ParameterRule): readonly string[] {
  if (rule.Type !== 'CommaDelimitedList') return [value];
  return value.split(',').map((each) => each.trim());
}

function isAllowed(value: string, rule: ParameterRule): boolean {
  if (rule.AllowedValues && !rule.AllowedValues.includes(value)) return false;
  if (rule.AllowedPattern && !new RegExp(`^(?:${rule.AllowedPattern})$`).test(value)) return false;
  return rule.Type !== 'Number' || isNumberWithin(value, rule);
}

function isNumberWithin(value: string, rule: ParameterRule): boolean {
  const { MinValue = Number.NEGATIVE_INFINITY, MaxValue = Number.POSITIVE_INFINITY } = rule;
  return /^-?\d+$/.test(value) && Number(value) >= MinValue && Number(value) <= MaxValue;
}

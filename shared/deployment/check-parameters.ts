import { minutesOfRate } from '../domain/minutes-of-rate';

export interface ParametersGiven {
  readonly rules: Readonly<Record<string, ParameterRule>>;
  readonly values: Readonly<Record<string, string>>;
  /** Whether a parameter without a default must be given: to deploy, but not to package. */
  readonly isComplete: boolean;
}

/** The sentences that say what is wrong, in the order of the template; none when all is well. */
export function checkParameters({ rules, values, isComplete }: ParametersGiven): readonly string[] {
  const known = Object.keys(rules);
  const unknown = Object.keys(values)
    .filter((name) => !known.includes(name))
    .map((name) => `There is no parameter ${name}; the parameters are ${known.join(', ')}.`);
  const wrong = Object.entries(rules).flatMap(([name, rule]) => {
    const value = values[name];
    if (value !== undefined) return checkParameter({ name, value, rule }) ?? [];
    return isComplete && rule.Default === undefined ? missing(name, rule) : [];
  });
  const given = (name: string): string => values[name] ?? String(rules[name]?.Default ?? '');
  const together = wrong.length > 0 ? undefined : checkIntervals(given);
  return [...unknown, ...wrong, ...(together ? [together] : [])];
}

function missing(name: string, rule: ParameterRule): string {
  return `Parameter ${name} is missing: it ${expectation(rule)}; give it with --param ${name}=….`;
}

/** The part of a CloudFormation parameter declaration that limits its value. */
export interface ParameterRule {
  readonly Type: string;
  readonly Description?: string;
  readonly Default?: string | number;
  readonly AllowedPattern?: string;
  readonly AllowedValues?: readonly string[];
  readonly MinValue?: number;
  readonly MaxValue?: number;
  /** Completes "Parameter X is "v": it …", as in CloudFormation's own sentence. */
  readonly ConstraintDescription?: string;
}

interface GivenParameter {
  readonly name: string;
  readonly value: string;
  readonly rule: ParameterRule;
}

/**
 * Says in one sentence what is wrong with a value; nothing when CloudFormation would take it. The rules are the
 * template's own, so that a bad value is refused before anything is uploaded.
 */
function checkParameter({ name, value, rule }: GivenParameter): string | undefined {
  const wrong = wrongValue({ name, value, rule });
  return wrong && `Parameter ${wrong}`;
}

/** The same without its first word: `Mode is "x": it must be guard or observe.` */
export function wrongValue({ name, value, rule }: GivenParameter): string | undefined {
  if (valuesOf(value, rule).every((each) => isAllowed(each, rule))) return undefined;
  const seen = value === '' ? 'empty' : `"${value}"`;
  return `${name} is ${seen}: it ${expectation(rule)}.`;
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

/**
 * A rule that no single parameter can hold: an alarm that looks back over less than two sweeps begins and ends with
 * each of them. Takes values that their own rules allow; nothing when they fit together.
 */
export function checkIntervals(given: (name: string) => string): string | undefined {
  const [every, hours] = [given('SweepEvery'), given('AlarmAfterHours')];
  const least = Math.ceil((2 * (minutesOfRate(every) ?? 0)) / 60);
  if (Number(hours) >= least) return undefined;
  return `Parameter AlarmAfterHours is "${hours}": it must be at least ${least}, twice the interval of SweepEvery, which is ${every}.`;
}

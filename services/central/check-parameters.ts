import { checkIntervals } from './check-intervals';
import { checkParameter, expectation, type ParameterRule } from './check-parameter';

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

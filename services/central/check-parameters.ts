import { checkParameter, expectation, type ParameterRule } from './check-parameter';

export interface ParametersGiven {
  readonly rules: Readonly<Record<string, ParameterRule>>;
  /** `null` or absent: not given. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Every name that was typed, known or not. */
  readonly names: readonly string[];
  /** Whether a parameter without a default must be given: to deploy, but not to package. */
  readonly isComplete: boolean;
}

/** The sentences that say what is wrong, in the order of the template; none when all is well. */
export function checkParameters(given: ParametersGiven): readonly string[] {
  const known = Object.keys(given.rules);
  const unknown = given.names
    .filter((name) => !known.includes(name))
    .map((name) => `There is no parameter ${name}; the parameters are ${known.join(', ')}.`);
  const wrong = Object.entries(given.rules).flatMap(([name, rule]) => {
    const value = given.values[name] ?? undefined;
    if (value !== undefined) return checkParameter({ name, value: String(value), rule }) ?? [];
    return given.isComplete && rule.Default === undefined ? missing(name, rule) : [];
  });
  return [...unknown, ...wrong];
}

function missing(name: string, rule: ParameterRule): string {
  return `Parameter ${name} is missing: it ${expectation(rule)}; give it with --param ${name}=….`;
}

/** Another owner's rule on a bus on which one of ours must be made again. */
export interface RuleInTheWay {
  readonly name: string;
  readonly by: string;
  readonly at: string;
}

interface Bus {
  readonly region: string;
  readonly busName: string;
}

/**
 * What AWS's refusal of one more rule means, and what ends it. `newest` are the rules of which Event history tells,
 * newest first, because the attacker filled the bus lately. The warden deletes none, since one of them may be in
 * use.
 */
export function describeRulesInTheWay(
  newest: readonly RuleInTheWay[],
  { region, busName }: Bus,
): string {
  const bus = `--region ${region} --event-bus-name ${busName}`;
  const full = `The quota of rules on event bus ${busName} in ${region} is full (300 unless it was raised).`;
  const [first] = newest;
  if (!first) {
    return `${full} Event history does not tell yet which came last: aws events list-rules ${bus}. Delete the rules that are not needed, and this rule comes back by itself.`;
  }
  const shown = newest.slice(0, SHOWN).map(({ name, by, at }) => `${name}, put by ${by} at ${at}`);
  return [
    `${full} The newest on it: ${shown.join('; ')}.`,
    `Delete the rules that are not needed (their targets first, with aws events remove-targets), and this rule comes back by itself: aws events delete-rule ${bus} --name ${first.name}`,
  ].join(' ');
}

const SHOWN = 5;

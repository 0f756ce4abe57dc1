/**
 * One AWS write as data: the call as IAM spells it, where, and the input as the API spells it.
 * The union of steps IS the allow-list of the guard role; test/templates compares the two.
 */
export type Step = {
  readonly call: 'cloudtrail:StartLogging';
  readonly accountId: string;
  readonly region: string;
  readonly input: { readonly Name: string };
};

/** Every call a step may make; the compiler keeps this list and the union equal. */
export const stepCalls = Object.keys({
  'cloudtrail:StartLogging': true,
} satisfies Record<Step['call'], true>) as readonly Step['call'][];

export const describeStep = (step: Step): string => `${step.call} ${step.input.Name}`;

interface ById {
  readonly id: string;
}

/** `p-…` of `arn:aws:organizations::111122223333:policy/o-…/service_control_policy/p-…`. */
export const policyIdOf = ({ id }: ById): string => id.split('/').at(-1) ?? id;

/** `SERVICE_CONTROL_POLICY`, as calls spell the type in the ARN. */
export const policyTypeOf = ({ id }: ById): string => (id.split('/').at(-2) ?? '').toUpperCase();

/**
 * The subject of a finding: the policy's own id or that of its replacement, and which part differs. Steps are made
 * from findings, and only the look knows under which id the policy lives.
 */
export const policyPart = (policyId: string, ...fields: readonly string[]): string =>
  `${policyId}: ${fields.join(', ')}`;

/** `policyPart` taken apart; the subject's own id where the finding names none. */
export function readPolicyPart(part: string | undefined, subject: ById) {
  const [policyId, fields] = (part ?? '').split(': ');
  return {
    policyId: fields && policyId ? policyId : policyIdOf(subject),
    fields: fields?.split(', ') ?? [],
  };
}

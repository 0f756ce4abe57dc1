/** The most that Organizations takes. [D] API_CreatePolicy */
const LIMIT = 512;

const markOf = (policyId: string): string => ` (in place of ${policyId})`;

/** As much of a description as leaves room for a replacement's mark. */
export const shortenedDescription = (description: string, policyId: string): string =>
  description.slice(0, LIMIT - markOf(policyId).length);

/**
 * The description of a policy that replaces a deleted one. By its mark the next look knows the replacement: the look
 * is given the dead id and nothing else, and without the mark it would make one policy after the other.
 */
export const replacementDescription = (description: string, policyId: string): string =>
  `${shortenedDescription(description, policyId)}${markOf(policyId)}`;

/** The description without the mark; nothing when the policy does not replace that one. */
export const replacedDescription = (text: string, policyId: string): string | undefined =>
  text.endsWith(markOf(policyId)) ? text.slice(0, -markOf(policyId).length) : undefined;

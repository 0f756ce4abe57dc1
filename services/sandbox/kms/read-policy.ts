import { readPolicyText } from '../iam/check-policy';
import type { PolicyDocument } from '../iam/policy-document';
import { refuse } from './refusals';

/** A key policy from its JSON text. */
export const readPolicy = (text: string): PolicyDocument =>
  readPolicyText(text, {
    notJson: () => refuse.malformedPolicy('Policy contains invalid JSON'),
    noStatements: () => refuse.malformedPolicy('The policy does not contain any statements.'),
    malformed: ({ message }) => refuse.malformedPolicy(message),
  });

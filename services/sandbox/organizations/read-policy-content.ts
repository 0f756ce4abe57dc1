import { readPolicyText } from '../iam/check-policy';
import type { PolicyDocument } from '../iam/policy-document';
import { refuse } from './refusals';

export const readPolicyContent = (content: string): PolicyDocument =>
  readPolicyText(content, {
    notJson: refuse.malformedPolicyDocument,
    noStatements: refuse.malformedPolicyDocument,
    malformed: refuse.malformedPolicyDocument,
  });

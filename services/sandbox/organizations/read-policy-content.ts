import { NotEmulated, Refusal } from '../core/service';
import { checkPolicy } from '../iam/check-policy';
import type { PolicyDocument } from '../iam/policy-document';
import { refuse } from './refusals';

/** Refuses what is no policy, and loudly what the evaluator could not judge. */
export function readPolicyContent(content: string): PolicyDocument {
  const document = parse(content);
  if (document?.Statement === undefined) throw refuse.malformedPolicyDocument();
  try {
    checkPolicy(document);
  } catch (error) {
    if (error instanceof NotEmulated || !(error instanceof Refusal)) throw error;
    throw refuse.malformedPolicyDocument(error);
  }
  return document;
}

function parse(content: string): PolicyDocument | undefined {
  try {
    const parsed: unknown = JSON.parse(content);
    return typeof parsed === 'object' && parsed !== null ? (parsed as PolicyDocument) : undefined;
  } catch (cause) {
    throw refuse.malformedPolicyDocument(cause);
  }
}

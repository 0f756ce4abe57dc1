import { NotEmulated, Refusal } from '../core/service';
import { checkPolicy } from '../iam/check-policy';
import type { PolicyDocument } from '../iam/policy-document';
import { refuse } from './refusals';

/** A key policy from its JSON text; refuses what is no policy, or what the evaluator could not judge. */
export function readPolicy(text: string): PolicyDocument {
  const document = parse(text);
  try {
    checkPolicy(document);
  } catch (error) {
    if (!(error instanceof Refusal) || error instanceof NotEmulated) throw error;
    throw refuse.malformedPolicy(error.message);
  }
  return document;
}

function parse(text: string): PolicyDocument {
  try {
    const document = JSON.parse(text);
    if (document?.Statement !== undefined) return document;
  } catch (cause) {
    const refusal = refuse.malformedPolicy('Policy contains invalid JSON');
    refusal.cause = cause;
    throw refusal;
  }
  throw refuse.malformedPolicy('The policy does not contain any statements.');
}

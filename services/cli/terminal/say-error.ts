import { classify } from '../../../shared/aws/classify';
import { describeObstacle } from '../../../shared/domain/obstacle';
import { exitCode, UserError } from './user-error';

/** Any failure → one sentence and an exit code. */
export function sentenceFor(error: unknown): { readonly sentence: string; readonly code: number } {
  if (error instanceof UserError) return { sentence: error.message, code: error.code };
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  if (name === 'CredentialsProviderError') {
    return {
      sentence: 'No AWS credentials were found; set AWS_PROFILE or AWS_ACCESS_KEY_ID.',
      code: exitCode.unreachable,
    };
  }
  if (name === 'ResourceNotFoundException') {
    return {
      sentence:
        'There is no such table in this account and Region; use credentials of the security account, its home Region, and --table.',
      code: exitCode.usage,
    };
  }
  if (typeof error === 'object' && error !== null && ('$metadata' in error || 'code' in error)) {
    const obstacle = classify(error, 'The call');
    // A library's own message does not help the user of a command.
    const more = message.startsWith('@smithy/') ? '.' : `: ${message}`;
    return { sentence: `${describeObstacle(obstacle)}${more}`, code: exitCode.unreachable };
  }
  return { sentence: `This should not have happened: ${message}`, code: exitCode.unreachable };
}

import type { Call } from '../core/call';
import { NotEmulated } from '../core/not-emulated';
import { Refusal } from '../core/refusal';
import { checkPolicy } from '../iam/check-policy';
import type { PolicyDocument } from '../iam/policy-document';
import { constraintError, validationError } from './validation-error';

/** AssumeRole's parameters after AWS's own checks. */
export interface AssumeRoleInput {
  readonly roleArn: string;
  readonly sessionName: string;
  readonly durationSeconds: number;
  readonly externalId?: string;
  readonly sourceIdentity?: string;
  readonly sessionPolicy?: string;
}

const notEmulated = ['Tags', 'TransitiveTagKeys', 'PolicyArns', 'SerialNumber', 'TokenCode'];

/** Refuses with AWS's ValidationError, and what the sandbox does not know loudly. */
export function readAssumeRoleInput({ input }: Call): AssumeRoleInput {
  const unknown = notEmulated.find((name) => input[name] !== undefined);
  if (unknown !== undefined) {
    throw new NotEmulated(
      `sandbox: sts:AssumeRole with ${unknown} is not emulated; add it in services/sandbox/sts/assume-role-input.ts`,
    );
  }
  const externalId = text(input.ExternalId);
  const sourceIdentity = named(input.SourceIdentity, 'sourceIdentity');
  const sessionPolicy = policy(text(input.Policy));
  return {
    roleArn: roleArn(text(input.RoleArn)),
    sessionName: required(named(input.RoleSessionName, 'roleSessionName'), 'roleSessionName'),
    durationSeconds: duration(text(input.DurationSeconds)),
    ...(externalId !== undefined && { externalId }),
    ...(sourceIdentity !== undefined && { sourceIdentity }),
    ...(sessionPolicy !== undefined && { sessionPolicy }),
  };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function required(value: string | undefined, at: string): string {
  if (value === undefined) throw constraintError(undefined, at, 'not be null');
  return value;
}

function roleArn(written: string | undefined): string {
  const arn = required(written, 'roleArn');
  if (arn.length < 20) {
    throw constraintError(arn, 'roleArn', 'have length greater than or equal to 20');
  }
  if (!/^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/.test(arn))
    throw validationError(`${arn} is invalid`);
  return arn;
}

function named(value: unknown, at: string): string | undefined {
  const name = text(value);
  if (name === undefined) return undefined;
  if (name.length < 2) throw constraintError(name, at, 'have length greater than or equal to 2');
  if (name.length > 64) throw constraintError(name, at, 'have length less than or equal to 64');
  if (!/^[\w+=,.@-]*$/.test(name)) {
    throw constraintError(name, at, 'satisfy regular expression pattern: [\\w+=,.@-]*');
  }
  return name;
}

function duration(written: string | undefined): number {
  const seconds = Number(written ?? 3600);
  const at = 'durationSeconds';
  if (!Number.isInteger(seconds)) throw validationError(`${written} is not an integer`);
  if (seconds < 900) throw constraintError(written, at, 'have value greater than or equal to 900');
  if (seconds > 43200) throw constraintError(written, at, 'have value less than or equal to 43200');
  return seconds;
}

function policy(written: string | undefined): string | undefined {
  if (written === undefined) return undefined;
  checkPolicy(parsed(written));
  return written;
}

function parsed(written: string): PolicyDocument {
  try {
    return JSON.parse(written) as PolicyDocument;
  } catch {
    throw new Refusal('MalformedPolicyDocument', 'This policy contains invalid Json');
  }
}

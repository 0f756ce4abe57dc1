import type { ListedDifference } from './listed-difference';

export const stsDifferences: readonly ListedDifference[] = [
  {
    calls: ['AssumeRole into a member'],
    path: 'PackedPolicySize',
    sandbox: 17,
    moto: 6,
    aws: 'unsaid',
    because: 'AWS gives it without a session policy too [R]; how it counts is not documented.',
  },
  {
    calls: ['AssumeRole into a member'],
    path: 'SessionTokenSize',
    sandbox: 160,
    aws: 'sandbox',
    because: 'AWS gives it [R].',
  },
  {
    calls: ['AssumeRole into a member'],
    path: 'SessionTokenUtilization',
    sandbox: 17,
    aws: 'sandbox',
    because: 'AWS gives it since June 2026 [R, API AssumeRole].',
  },
  {
    calls: ['AssumeRole of a role that does not exist'],
    path: '',
    sandbox:
      'AccessDenied: User: arn:aws:sts::<management>:assumed-role/OrganizationAccountAccessRole/<session> is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::<member>:role/no-such-role',
    moto: 'answered',
    aws: 'sandbox',
    because:
      'No trust policy allows the caller [IAM troubleshoot_roles]; moto evaluates no policy.',
  },
  {
    calls: ['AssumeRole for a minute'],
    path: '',
    sandbox:
      "ValidationError: 1 validation error detected: Value '60' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900",
    moto: 'answered',
    aws: 'sandbox',
    because: 'DurationSeconds is at least 900 [API AssumeRole].',
  },
  {
    calls: ['AssumeRole with a session name of one letter'],
    path: '',
    sandbox:
      "ValidationError: 1 validation error detected: Value 'x' at 'roleSessionName' failed to satisfy constraint: Member must have length greater than or equal to 2",
    moto: 'answered',
    aws: 'sandbox',
    because: 'RoleSessionName has at least two characters [API AssumeRole].',
  },
  {
    calls: ['AssumeRole of what is no ARN'],
    path: '',
    sandbox: 'ValidationError: no-arn-but-long-enough is invalid',
    moto: 'answered',
    aws: 'sandbox',
    because: 'RoleArn is the ARN of a role [API AssumeRole]; the sentence is unverified.',
  },
];

import type { Call } from '../core/call';
import type { Output, RecordPart } from '../core/service';

/** The call appears in the caller's account and, under the same sharedEventID, in the role's. */
export function assumeRoleRecord({ input }: Call, output: Output | undefined): RecordPart {
  const roleArn = String(input.RoleArn);
  const accountId = roleArn.split(':')[4] ?? '';
  return {
    requestParameters: requestParameters(input),
    responseElements: output ? responseElements(output) : null,
    resources: [{ accountId, type: 'AWS::IAM::Role', ARN: roleArn }],
    sharedWith: accountId,
  };
}

function requestParameters(input: Call['input']): Readonly<Record<string, unknown>> {
  const { RoleArn, RoleSessionName, DurationSeconds, ExternalId, SourceIdentity, Policy } = input;
  return {
    roleArn: RoleArn,
    roleSessionName: RoleSessionName,
    ...(DurationSeconds !== undefined && { durationSeconds: Number(DurationSeconds) }),
    ...(ExternalId !== undefined && { externalId: ExternalId }),
    ...(SourceIdentity !== undefined && { sourceIdentity: SourceIdentity }),
    ...(Policy !== undefined && { policy: Policy }),
  };
}

/** Without the secret access key, as on AWS. */
function responseElements(output: Output): Readonly<Record<string, unknown>> {
  const credentials = output.Credentials as Readonly<Record<string, unknown>>;
  const user = output.AssumedRoleUser as Readonly<Record<string, unknown>>;
  return {
    credentials: {
      accessKeyId: credentials.AccessKeyId,
      sessionToken: credentials.SessionToken,
      expiration: recordDate(credentials.Expiration as Date),
    },
    assumedRoleUser: { assumedRoleId: user.AssumedRoleId, arn: user.Arn },
    ...(output.SourceIdentity !== undefined && { sourceIdentity: output.SourceIdentity }),
  };
}

const format = new Intl.DateTimeFormat('en-US', {
  dateStyle: 'medium',
  timeStyle: 'medium',
  timeZone: 'UTC',
});

/** `Dec 12, 2026, 4:19:32 PM`, as records spell a date inside responseElements. */
function recordDate(date: Date): string {
  return format.format(date).replace(/\s/g, ' ');
}

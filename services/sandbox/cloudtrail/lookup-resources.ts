import type { CloudTrailRecord } from './state';

export interface LookupResource {
  readonly type: string;
  readonly name: string;
}

type Part = Readonly<Record<string, unknown>>;

/** Which members of a request name a resource, and of which type. */
const named: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'cloudtrail.amazonaws.com': {
    name: 'AWS::CloudTrail::Trail',
    trailName: 'AWS::CloudTrail::Trail',
    s3BucketName: 'AWS::S3::Bucket',
  },
  'iam.amazonaws.com': {
    userName: 'AWS::IAM::User',
    roleName: 'AWS::IAM::Role',
    policyArn: 'AWS::IAM::Policy',
    accessKeyId: 'AWS::IAM::AccessKey',
  },
  's3.amazonaws.com': { bucketName: 'AWS::S3::Bucket' },
};

/**
 * The resources Event history keeps of a record: those of the record itself, those its request names, and
 * the keys it handed out, so that a session's AssumeRole is found by the session's key.
 */
export function lookupResources(record: CloudTrailRecord): readonly LookupResource[] {
  const found = [...ofRecord(record), ...ofRequest(record), ...handedOut(record)];
  const known = new Map(found.map((each) => [`${each.type} ${each.name}`, each]));
  return [...known.values()];
}

function ofRecord({ resources }: CloudTrailRecord): readonly LookupResource[] {
  if (!Array.isArray(resources)) return [];
  return resources.flatMap((each) => {
    const { ARN, type } = part(each);
    return typeof ARN === 'string' && typeof type === 'string' ? [{ type, name: ARN }] : [];
  });
}

function ofRequest({
  eventSource,
  requestParameters,
}: CloudTrailRecord): readonly LookupResource[] {
  const request = part(requestParameters);
  return Object.entries(named[eventSource] ?? {}).flatMap(([member, type]) => {
    const name = request[member];
    return typeof name === 'string' ? [{ type, name }] : [];
  });
}

function handedOut({ responseElements }: CloudTrailRecord): readonly LookupResource[] {
  const { credentials, assumedRoleUser, accessKey } = part(responseElements);
  return [
    { type: 'AWS::IAM::AccessKey', name: part(credentials).accessKeyId },
    { type: 'AWS::STS::AssumedRole', name: part(assumedRoleUser).assumedRoleId },
    { type: 'AWS::STS::AssumedRole', name: part(assumedRoleUser).arn },
    { type: 'AWS::IAM::AccessKey', name: part(accessKey).accessKeyId },
  ].flatMap(({ type, name }) => (typeof name === 'string' ? [{ type, name }] : []));
}

const part = (value: unknown): Part =>
  typeof value === 'object' && value !== null ? (value as Part) : {};

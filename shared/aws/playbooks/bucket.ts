import {
  DeleteBucketPolicyCommand,
  GetBucketAclCommand,
  GetBucketPolicyCommand,
  GetBucketPolicyStatusCommand,
  GetBucketTaggingCommand,
  GetPublicAccessBlockCommand,
  PutBucketPolicyCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { asked } from '../classify';
import { type Connection, type Credentials, clientConfig } from '../connection';
import { orNone } from '../dependencies/plain';
import { type Parts, writeParts } from './bucket-parts';

/** A bucket of a member, by the member's role. Every call rejects with an error that names it. */
export interface Bucket {
  /** As it reads back; undefined where there is none. */
  readonly policy: () => Promise<string | undefined>;
  /** Undefined where there is no policy. */
  readonly isPublic: () => Promise<boolean | undefined>;
  /** What lets others in beside the policy, a phrase each. */
  readonly besides: () => Promise<readonly string[]>;
  readonly tags: () => Promise<Readonly<Record<string, string>>>;
  /** Undefined takes the policy away. */
  readonly write: (policy: string | undefined) => Promise<void>;
  /** What lets callers in beside the policy; the calls that were accepted. */
  readonly writeParts: (parts: Parts) => Promise<readonly string[]>;
}

export interface BucketPlace {
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
}

export function openBucket(
  { name: Bucket, accountId: ExpectedBucketOwner, region }: BucketPlace,
  credentials: () => Promise<Credentials>,
  connection: Connection = {},
): Bucket {
  const client = new S3Client({
    ...clientConfig({ ...connection, region }),
    ...{ credentials, forcePathStyle: true, followRegionRedirects: true },
  });
  const own = { Bucket, ExpectedBucketOwner };
  return {
    policy: async () => {
      const answer = client.send(new GetBucketPolicyCommand(own));
      return (await asked('s3:GetBucketPolicy', orNone(answer, 'NoSuchBucketPolicy'))).Policy;
    },
    isPublic: async () => {
      const answer = client.send(new GetBucketPolicyStatusCommand(own));
      const read = await asked('s3:GetBucketPolicyStatus', orNone(answer, 'NoSuchBucketPolicy'));
      return read.PolicyStatus?.IsPublic;
    },
    besides: async () => {
      const [{ Grants = [] }, { PublicAccessBlockConfiguration: block }] = await Promise.all([
        asked('s3:GetBucketAcl', client.send(new GetBucketAclCommand(own))),
        asked(
          's3:GetBucketPublicAccessBlock',
          orNone(
            client.send(new GetPublicAccessBlockCommand(own)),
            'NoSuchPublicAccessBlockConfiguration',
          ),
        ),
      ]);
      const groups = Grants.flatMap(({ Grantee }) => Grantee?.URI?.split('/').at(-1) ?? []);
      return [
        ...(groups.length > 0 ? [`its access control list grants ${groups.join(', ')}`] : []),
        ...(block?.RestrictPublicBuckets
          ? []
          : ['its public access block does not restrict public policies']),
      ];
    },
    tags: async () => {
      const answer = client.send(new GetBucketTaggingCommand(own));
      const { TagSet = [] } = await asked('s3:GetBucketTagging', orNone(answer, 'NoSuchTagSet'));
      return Object.fromEntries(TagSet.map(({ Key = '', Value = '' }) => [Key, Value]));
    },
    writeParts: (parts) => writeParts(client, own, parts),
    write: async (Policy) => {
      if (Policy === undefined) {
        await asked('s3:DeleteBucketPolicy', client.send(new DeleteBucketPolicyCommand(own)));
      } else {
        const put = new PutBucketPolicyCommand({ ...own, Policy });
        await asked('s3:PutBucketPolicy', client.send(put));
      }
    },
  };
}

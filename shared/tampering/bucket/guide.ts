import { isAccountBlock } from '../../domain/bucket';
import { type DescribedGuide, lastPart, see, wordsFor } from '../guidance/subject-guide';

export const bucketGuide: DescribedGuide = {
  headline: wordsFor((incident) =>
    isAccountBlock({ id: incident.subjectId })
      ? `The public access block of account ${incident.accountId}`
      : `Bucket ${lastPart(incident)}`,
  ),
  howToTell:
    'Ask the owner of the bucket, by its tags or its account. A change that a deployment made under its own role and ticket is planned; one from a new address or by a person who never touched the bucket is not.',
  preserve:
    'Before anything else keep the access log and the CloudTrail data events of the bucket, if it has any: they say who read what while it was open.',
  rotate:
    'If strangers could read it, treat every secret in it as known: keys in configuration files, state files of Terraform, dumps of databases.',
  ifItContinues:
    'Keep a public access block on the account and deny s3:PutAccountPublicAccessBlock by a policy of the organization.',
  held: ({ id }) => ({ resources: [id, `${id}/*`], guard: 'trailwarden-bucket-guard' }),
  look: see({
    'See who may do what with it, in the account that owns it':
      'aws s3api get-bucket-policy --bucket {name} --query Policy --output text',
    'See whether AWS calls it public': 'aws s3api get-bucket-policy-status --bucket {name}',
  }),
  techniques: {
    'publish-bucket': {
      description:
        'Lets everyone in: by a policy that AWS calls public, by a grant to AllUsers or AuthenticatedUsers, or by taking off the block that kept an older one of these from working. The statements at fault go at once, and what was loosened for them goes back; good statements of the same change stay.',
      notRestorable: 'What was read or written while it was open.',
      did: 'was opened to everyone',
      plannedIf: 'it serves a public website or downloads, and its owner says so',
    },
    'share-bucket': {
      description:
        'Lets in an account, an organization or a network that is not known to be ours. Canonical ids in access control lists do not tell whose they are, so each that is new counts as a stranger.',
      notRestorable: 'What was copied to the other account meanwhile.',
      did: 'was shared with strangers',
      plannedIf: 'a partner or a vendor was given access, by a contract that its owner can show',
    },
    'lock-bucket': {
      description:
        'Denies the owner the right to read, change or delete the policy, or takes away the right of a service that delivers logs to the bucket.',
      notRestorable:
        'A policy that denies our own role as well: it must be removed by the root user of the account, or by sts:AssumeRoot with S3UnlockBucketPolicy.',
      did: 'was locked against its owner',
      neverPlanned: 'an owner has no reason to be locked out',
    },
    'weaken-bucket': {
      description:
        'Asks no longer for TLS or for encrypted objects, lets more of the organization in, or takes off a lock while nothing opens by that alone. It may be meant, so its owner is asked first.',
      notRestorable: 'Nothing, once it is put back.',
      did: 'was made weaker',
      plannedIf: 'its owner says what for',
    },
    'unblock-account': {
      description:
        'Takes the public access block off the whole account. Every bucket with a public policy or grant that only the block kept from working is open from then on.',
      notRestorable: 'What was read of such buckets meanwhile.',
      did: 'was taken off',
      plannedIf: 'a public bucket is to be made in it, and there is no account for such buckets',
      look: see({
        'See the block of the account':
          'aws s3control get-public-access-block --account-id {accountId}',
      }),
    },
  },
};

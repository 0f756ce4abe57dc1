import { field, text } from '../../record/json';
import type { LogRecord } from '../../record/log-record';
import { type Effect, harm, none, unclear } from '../../record/row';
import { telling } from '../reported/report-drill';
import type { ToldRow } from '../reported/reported-row';
import { onLogBucket } from './on-log-bucket';

/** With it, a stolen key could not delete a version of a log file for good, nor turn versioning off. */
export const turnOffMfaDelete: ToldRow = {
  row: 'S3-12',
  title: 'Turn MFA delete of the log bucket off',
  severity: 'high',
  mitre: ['T1490', 'T1485'],
  notUndone: 'S3 takes MFA delete only from the root of the account, with a code of its device.',
  planned: 'Only the root of the account can: who has its password and its device?',
  toDo: [
    {
      'See what the bucket asks for now, in {accountId}':
        'aws s3api get-bucket-versioning --bucket {target}',
      'See which versions are gone already, in {accountId}':
        'aws s3api list-object-versions --bucket {target} --prefix AWSLogs/',
      'Undo, as the root of {accountId}, with a code of its device':
        "aws s3api put-bucket-versioning --bucket {target} --versioning-configuration Status=Enabled,MFADelete=Enabled --mfa '<serial-of-the-device> <code>'",
    },
    'Until then Object Lock in compliance mode is what still keeps versions from everyone, root included.',
  ],
  drill: telling('logArchive', 's3:PutBucketVersioning', ({ bucket }) => ({
    bucketName: bucket,
    VersioningConfiguration: { MfaDelete: 'Disabled' },
  })),
};

/**
 * The same call sets versioning, and many clients send `Disabled` with it where MFA delete never was on. S3 lets only the
 * account's root, with its device, change it ([D] MultiFactorAuthenticationDelete, of turning it on; of turning it off not
 * verified): from any other caller it changes nothing.
 */
function turnsOff({ request, actor }: LogRecord, _: unknown, target: string): Effect {
  const versioning = field(request, 'versioningConfiguration');
  if (text(field(versioning, 'mfaDelete')) !== 'Disabled') return none;
  const isOnly = text(field(versioning, 'status')) === undefined;
  if (isOnly || actor.type === 'Root') {
    return harm(`Bucket ${target} no longer asks for MFA to delete.`);
  }
  return actor.type === 'Unknown'
    ? unclear(`Bucket ${target} may no longer ask for MFA to delete.`)
    : none;
}

export const turnOffMfaDeleteRecords = [
  onLogBucket(turnOffMfaDelete, { PutBucketVersioning: turnsOff }),
];

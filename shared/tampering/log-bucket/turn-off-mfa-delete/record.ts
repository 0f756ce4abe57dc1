import { field, text } from '../../../record/json';
import type { LogRecord } from '../../../record/log-record';
import { type Effect, harm, none, unclear } from '../../../record/row';
import { onLogBucket } from '../on-log-bucket';
import { turnOffMfaDelete } from './told';

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

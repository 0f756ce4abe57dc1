import type { XmlElement } from '../../core/xml-tree';
import type { Configuration } from '../configuration';
import { refuse } from '../refusals';
import type { Bucket, Retention } from '../state';
import { elementOf, oneOf, textOf } from '../xml-values';
import { isVersioned } from './versioning';

/** Once on, Object Lock stays on; leaving out the rule takes away the default retention [D object-lock-configure]. */
export const objectLock: Configuration = {
  name: 'object-lock',
  root: 'ObjectLockConfiguration',
  get: {
    action: 'GetObjectLockConfiguration',
    permission: 'GetBucketObjectLockConfiguration',
    eventName: 'GetBucketObjectLockConfiguration',
  },
  put: {
    action: 'PutObjectLockConfiguration',
    permission: 'PutBucketObjectLockConfiguration',
    eventName: 'PutBucketObjectLockConfiguration',
  },
  absent: () =>
    refuse.notThere(
      'ObjectLockConfigurationNotFoundError',
      'Object Lock configuration does not exist for this bucket',
    ),
  accept: (written, { bucket }) => {
    if (!isVersioned(bucket)) {
      throw refuse.invalidBucketState(
        "Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration",
      );
    }
    oneOf(written.ObjectLockEnabled, ['Enabled']);
    if (written.Rule !== undefined) checkRetention(retentionElement(written));
    return written;
  },
};

/** What a new object of the bucket is kept for; undefined without a default. */
export function defaultRetention(bucket: Bucket, from: Date): Retention | undefined {
  const configuration = bucket.configurations.get('object-lock');
  if (configuration?.Rule === undefined) return undefined;
  const { Mode, Days, Years } = retentionElement(configuration);
  const days = Days === undefined ? Number(Years) * 365 : Number(Days);
  const until = new Date(from.getTime() + days * 24 * 60 * 60 * 1000);
  return { mode: oneOf(Mode, ['GOVERNANCE', 'COMPLIANCE']), until };
}

function retentionElement({ Rule }: XmlElement): XmlElement {
  return elementOf(elementOf(Rule).DefaultRetention);
}

function checkRetention({ Mode, Days, Years }: XmlElement): void {
  oneOf(Mode, ['GOVERNANCE', 'COMPLIANCE']);
  if ((Days === undefined) === (Years === undefined)) throw refuse.malformedXml();
  if (/^[1-9]\d*$/.test(textOf(Days ?? Years) ?? '')) return;
  throw refuse.invalidArgument('Default retention period must be a positive integer value.');
}

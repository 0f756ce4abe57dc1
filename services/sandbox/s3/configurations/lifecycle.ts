import { randomUUID } from 'node:crypto';
import type { XmlElement, XmlTree } from '../../core/xml-tree';
import type { Configuration } from '../configuration';
import { refuse } from '../refusals';
import { elementOf, elementsOf, oneOf, textOf } from '../xml-values';

const effects = [
  'Expiration',
  'Transition',
  'NoncurrentVersionExpiration',
  'NoncurrentVersionTransition',
  'AbortIncompleteMultipartUpload',
];

const minimumSize = 'x-amz-transition-default-minimum-object-size';

/** Rules are kept and given back; `keepLifecycles` does what they say, where it was asked for. */
export const lifecycle: Configuration = {
  name: 'lifecycle',
  root: 'LifecycleConfiguration',
  get: {
    action: 'GetBucketLifecycleConfiguration',
    permission: 'GetLifecycleConfiguration',
    eventName: 'GetBucketLifecycle',
    headers: { TransitionDefaultMinimumObjectSize: minimumSize },
    defaults: { TransitionDefaultMinimumObjectSize: 'all_storage_classes_128K' },
  },
  put: {
    action: 'PutBucketLifecycleConfiguration',
    permission: 'PutLifecycleConfiguration',
    eventName: 'PutBucketLifecycle',
    headers: { [minimumSize]: 'TransitionDefaultMinimumObjectSize' },
  },
  remove: {
    action: 'DeleteBucketLifecycle',
    permission: 'PutLifecycleConfiguration',
    eventName: 'DeleteBucketLifecycle',
  },
  absent: () =>
    refuse.notThere('NoSuchLifecycleConfiguration', 'The lifecycle configuration does not exist'),
  accept: ({ Rule }, { call: { input } }) => {
    const size = textOf(input.TransitionDefaultMinimumObjectSize as XmlTree | undefined);
    const rules = elementsOf(Rule);
    if (rules.length === 0 || rules.length > 1000) throw refuse.malformedXml();
    return {
      Rule: rules.map(acceptedRule),
      ...(size !== undefined && { TransitionDefaultMinimumObjectSize: size }),
    };
  },
};

function acceptedRule(rule: XmlElement): XmlElement {
  oneOf(rule.Status, ['Enabled', 'Disabled']);
  if (rule.Filter === undefined && rule.Prefix === undefined) throw refuse.malformedXml();
  if (!effects.some((effect) => rule[effect] !== undefined)) {
    throw refuse.invalidRequest('At least one action needs to be specified in a rule');
  }
  if (rule.Expiration !== undefined) checkDays(textOf(elementOf(rule.Expiration).Days));
  // S3 gives a rule without an id one.
  return { ID: randomUUID(), ...rule };
}

function checkDays(days: string | undefined): void {
  if (days === undefined || /^[1-9]\d*$/.test(days)) return;
  throw refuse.invalidArgument("'Days' for Expiration action must be a positive integer");
}

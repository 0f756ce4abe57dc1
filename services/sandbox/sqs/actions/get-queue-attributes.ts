import type { Action } from '../../core/service';
import { texts } from '../input';
import { describeAttributes } from '../queue-attributes';
import { onQueue, queueOfCall } from '../queue-of-call';
import { refuse } from '../refusals';

const optional = [
  'Policy',
  'RedrivePolicy',
  'RedriveAllowPolicy',
  'KmsMasterKeyId',
  'KmsDataKeyReusePeriodSeconds',
];

export const getQueueAttributesAction: Action = {
  readOnly: true,
  ...onQueue,
  handle: (call, world) => {
    const all = describeAttributes(queueOfCall(call, world));
    const names = texts(call.input, 'AttributeNames');
    if (names.includes('All')) return { Attributes: all };
    const unknown = names.find((name) => !(name in all) && !optional.includes(name));
    if (unknown !== undefined) throw refuse.invalidAttributeName(unknown);
    const chosen = Object.entries(all).filter(([name]) => names.includes(name));
    return chosen.length === 0 ? {} : { Attributes: Object.fromEntries(chosen) };
  },
};

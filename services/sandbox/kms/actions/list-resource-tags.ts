import type { Action } from '../../core/service';
import { keyOfCall, onOwnKey } from '../key-of-call';

export const listResourceTags: Action = {
  readOnly: true,
  ...onOwnKey,
  handle: (call, world) => ({
    Tags: [...keyOfCall(call, world).tags].map(([TagKey, TagValue]) => ({ TagKey, TagValue })),
    Truncated: false,
  }),
};

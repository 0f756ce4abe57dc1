import type { Action } from '../../core/service';
import { keyMetadata } from '../key-metadata';
import { keyOrAlias, onAnyKey } from '../key-of-call';

export const describeKey: Action = {
  readOnly: true,
  ...onAnyKey,
  handle: (call, world) => ({ KeyMetadata: keyMetadata(keyOrAlias(call, world)) }),
};

import type { Action } from '../../core/service';
import { macOfCall, onMac } from '../mac';

export const generateMac: Action = {
  ...onMac,
  handle: (call, world) => {
    const { key, algorithm, mac } = macOfCall(call, world);
    return { Mac: mac.toString('base64'), MacAlgorithm: algorithm, KeyId: key.arn };
  },
};

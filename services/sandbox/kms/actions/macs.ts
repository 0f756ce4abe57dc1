import { timingSafeEqual } from 'node:crypto';
import type { Action } from '../../core/service';
import { requiredBytes } from '../input';
import { macOfCall, onMac } from '../mac';
import { refuse } from '../refusals';

export const generateMac: Action = {
  ...onMac,
  handle: (call, world) => {
    const { key, algorithm, mac } = macOfCall(call, world);
    return { Mac: mac.toString('base64'), MacAlgorithm: algorithm, KeyId: key.arn };
  },
};

/** Never answers `MacValid: false`: a MAC that is wrong is an error. [D] API_VerifyMac */
export const verifyMac: Action = {
  ...onMac,
  handle: (call, world) => {
    const { key, algorithm, mac } = macOfCall(call, world);
    const given = requiredBytes(call.input, 'Mac');
    if (given.length !== mac.length || !timingSafeEqual(given, mac)) throw refuse.invalidMac();
    return { KeyId: key.arn, MacValid: true, MacAlgorithm: algorithm };
  },
};

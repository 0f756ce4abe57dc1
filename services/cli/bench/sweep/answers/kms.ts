import { type Answers, ok } from '../asked';

/** The seal's key says yes to every MAC: what is measured is the asking. */
export const kms: Answers = {
  GenerateMac: () => ok({ KeyId: 'seal', Mac: MAC, MacAlgorithm: 'HMAC_SHA_256' }),
  VerifyMac: () => ok({ KeyId: 'seal', MacValid: true, MacAlgorithm: 'HMAC_SHA_256' }),
};

const MAC = Buffer.alloc(32, 7).toString('base64');

import { createHmac, timingSafeEqual } from 'node:crypto';
import { actionsOn } from '../../core/make-action';
import type { Call, Output, RecordPart, World } from '../../core/service';
import { refuseState } from '../find-key';
import { optionalText, requiredBytes, requiredText } from '../input';
import { usage } from '../key-metadata';
import { anyKeyParts, keyOrAlias, keyRecord, refuseDryRun } from '../key-of-call';
import { refuse } from '../refusals';
import type { Key } from '../state';

/** Making and checking a MAC are reads to CloudTrail, and neither message nor MAC is recorded. [D] ct-generatemac */
const onMac = actionsOn(
  {
    readOnly: true,
    ...anyKeyParts,
    conditions: (call: Call, world: World) => ({
      ...anyKeyParts.conditions(call, world),
      'kms:MacAlgorithm': optionalText(call.input, 'MacAlgorithm'),
    }),
    record: macRecord,
  },
  macOfCall,
);

interface Mac {
  readonly key: Key;
  readonly algorithm: string;
  readonly mac: Buffer;
}

/** The MAC of the call's message, by the call's key; refuses a key that cannot make one now. */
function macOfCall(call: Call, world: World): Mac {
  const key = keyOrAlias(call, world);
  refuseState(key, 'Disabled', 'PendingDeletion', 'PendingImport');
  const algorithm = requiredText(call.input, 'MacAlgorithm');
  if (key.keySpec !== 'HMAC_256') {
    throw refuse.invalidKeyUsage(
      `${key.arn} key usage is ${usage(key).KeyUsage} which is not valid for ${call.action}.`,
    );
  }
  if (algorithm !== 'HMAC_SHA_256') {
    throw refuse.invalidKeyUsage(
      `Algorithm ${algorithm} is incompatible with key spec ${key.keySpec}.`,
    );
  }
  const message = requiredBytes(call.input, 'Message');
  if (message.length < 1 || message.length > 4096) {
    throw refuse.invalid(
      "1 validation error detected: Value at 'message' failed to satisfy constraint: Member must have length less than or equal to 4096",
    );
  }
  return { key, algorithm, mac: createHmac('sha256', key.secret).update(message).digest() };
}

function macRecord(call: Call, output: Output | undefined, world: World): RecordPart {
  const requestParameters = {
    keyId: optionalText(call.input, 'KeyId'),
    macAlgorithm: optionalText(call.input, 'MacAlgorithm'),
  };
  return { requestParameters, ...keyRecord(call, output, world) };
}

export const generateMac = onMac(({ key, algorithm, mac }, call) => {
  refuseDryRun(call);
  return { Mac: mac.toString('base64'), MacAlgorithm: algorithm, KeyId: key.arn };
});

/** Never answers `MacValid: false`: a MAC that is wrong is an error. [D] API_VerifyMac */
export const verifyMac = onMac(({ key, algorithm, mac }, call) => {
  const given = requiredBytes(call.input, 'Mac');
  if (given.length !== mac.length || !timingSafeEqual(given, mac)) throw refuse.invalidMac();
  refuseDryRun(call);
  return { KeyId: key.arn, MacValid: true, MacAlgorithm: algorithm };
});

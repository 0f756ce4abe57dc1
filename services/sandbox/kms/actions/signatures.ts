import {
  createECDH,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  sign as signed,
} from 'node:crypto';
import { actionsOn } from '../../core/make-action';
import type { Call, Output, RecordPart, World } from '../../core/service';
import { refuseState } from '../find-key';
import { optionalText, requiredBytes, requiredText } from '../input';
import { usage } from '../key-metadata';
import { anyKeyParts, keyOrAlias, keyRecord, refuseDryRun } from '../key-of-call';
import { refuse } from '../refusals';
import type { Key } from '../state';

/** Signing is a read to CloudTrail, and neither message nor signature is recorded. [D] ct-sign */
const onSignature = actionsOn(
  {
    readOnly: true,
    ...anyKeyParts,
    conditions: (call: Call, world: World) => ({
      ...anyKeyParts.conditions(call, world),
      'kms:SigningAlgorithm': optionalText(call.input, 'SigningAlgorithm'),
      'kms:MessageType': optionalText(call.input, 'MessageType') ?? 'RAW',
    }),
    record: signRecord,
  },
  signerOfCall,
);

/** Every signature of a message is another one, as ECDSA has it. */
export const sign = onSignature((key, call) => {
  const algorithm = requiredText(call.input, 'SigningAlgorithm');
  if (algorithm !== 'ECDSA_SHA_256') {
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
  refuseDryRun(call);
  const signature = signed('sha256', message, privateKeyOf(key));
  return { KeyId: key.arn, Signature: signature.toString('base64'), SigningAlgorithm: algorithm };
});

/** [D] API_GetPublicKey: the DER of a SubjectPublicKeyInfo. */
export const getPublicKey = actionsOn(
  {
    readOnly: true,
    ...anyKeyParts,
    record: (call: Call, output: Output | undefined, world: World): RecordPart => ({
      requestParameters: { keyId: optionalText(call.input, 'KeyId') },
      ...keyRecord(call, output, world),
    }),
  },
  signerOfCall,
)((key) => ({
  KeyId: key.arn,
  PublicKey: createPublicKey(privateKeyOf(key))
    .export({ format: 'der', type: 'spki' })
    .toString('base64'),
  KeySpec: key.keySpec,
  CustomerMasterKeySpec: key.keySpec,
  ...usage(key),
}));

/** The key of the call; refuses one that cannot sign, or not now. */
function signerOfCall(call: Call, world: World): Key {
  const key = keyOrAlias(call, world);
  refuseState(key, 'Disabled', 'PendingDeletion', 'PendingImport');
  if (key.keySpec === 'ECC_NIST_P256') return key;
  throw refuse.invalidKeyUsage(
    `${key.arn} key usage is ${usage(key).KeyUsage} which is not valid for ${call.action}.`,
  );
}

/** A key's secret is the number that its pair is made of. */
function privateKeyOf({ secret }: Key): KeyObject {
  const pair = createECDH('prime256v1');
  pair.setPrivateKey(secret);
  const point = pair.getPublicKey(); // 04, x, y
  const jwk = {
    ...{ kty: 'EC', crv: 'P-256', d: secret.toString('base64url') },
    ...{
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
    },
  };
  return createPrivateKey({ key: jwk, format: 'jwk' });
}

function signRecord(call: Call, output: Output | undefined, world: World): RecordPart {
  const requestParameters = {
    messageType: optionalText(call.input, 'MessageType') ?? 'RAW',
    keyId: optionalText(call.input, 'KeyId'),
    signingAlgorithm: optionalText(call.input, 'SigningAlgorithm'),
  };
  return { requestParameters, ...keyRecord(call, output, world) };
}

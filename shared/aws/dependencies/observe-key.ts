import {
  DescribeKeyCommand,
  type DescribeKeyCommandOutput,
  GetKeyPolicyCommand,
} from '@aws-sdk/client-kms';
import type { KeyPart, KeyState } from '../../domain/key';
import type { Observation } from '../../domain/observation';
import { requestedParts } from '../../domain/requested-parts';
import type { Parts, Subject } from '../../domain/subject';
import { asked, hasCode } from '../classify';
import { observed } from './observed';
import type { ServiceClients } from './service-clients';

/**
 * Reads one key in its own account. Never throws. A key whose deletion is scheduled is `present`;
 * `absent` only when AWS says that the key does not exist, and then it never comes back.
 */
export const observeKey = (
  subject: Subject<'key'>,
  parts: Parts,
  { kms }: Pick<ServiceClients, 'kms'>,
  now: () => Date,
): Promise<Observation<'key'>> =>
  observed(subject, { itself: readKey(subject, kms), parts: readParts(subject, parts, kms) }, now);

async function readKey(
  { id }: Subject<'key'>,
  kms: ServiceClients['kms'],
): Promise<KeyState | undefined> {
  try {
    const answer = kms.send(new DescribeKeyCommand({ KeyId: id }));
    return stateOf(await asked('kms:DescribeKey', answer));
  } catch (error) {
    if (hasCode(error, 'NotFoundException')) return undefined;
    throw error;
  }
}

const stateOf = ({ KeyMetadata: key }: DescribeKeyCommandOutput): KeyState => ({
  keyState: key?.KeyState ?? 'Unknown',
  keyManager: key?.KeyManager ?? 'CUSTOMER',
  multiRegion: key?.MultiRegion ?? false,
});

const readParts = (
  { id }: Subject<'key'>,
  parts: Parts,
  kms: ServiceClients['kms'],
): Promise<Pick<KeyState, KeyPart>> =>
  requestedParts(parts, {
    policy: async () => {
      const command = new GetKeyPolicyCommand({ KeyId: id, PolicyName: 'default' });
      return (await asked('kms:GetKeyPolicy', kms.send(command))).Policy ?? '';
    },
  });

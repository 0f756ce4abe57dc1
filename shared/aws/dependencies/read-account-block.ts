import { GetPublicAccessBlockCommand, type S3ControlClient } from '@aws-sdk/client-s3-control';
import type { PublicAccessBlock } from '../../domain/bucket-configurations';
import { publicAccessBlockFrom } from './bucket-configurations-from';
import { orNone } from './plain';

/**
 * What an account blocks in all its buckets, including the effect of a policy of the organization ([D]
 * API_control_GetPublicAccessBlock). Rejects with the SDK's error.
 */
export const readAccountBlock = (
  s3control: S3ControlClient,
  AccountId: string,
): Promise<PublicAccessBlock> =>
  orNone(
    s3control.send(new GetPublicAccessBlockCommand({ AccountId })),
    'NoSuchPublicAccessBlockConfiguration',
  ).then(publicAccessBlockFrom);

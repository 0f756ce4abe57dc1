import {
  PutPublicAccessBlockCommand,
  type PutPublicAccessBlockCommandInput,
} from '@aws-sdk/client-s3-control';
import type { ServiceClients } from './service-clients';

/** Sets the block of an account; the command for a bucket has the same name in another client. */
export const putAccountBlock = ({ s3control }: ServiceClients, input: unknown): Promise<unknown> =>
  s3control.send(new PutPublicAccessBlockCommand(input as PutPublicAccessBlockCommandInput));

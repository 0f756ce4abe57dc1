import { PutPublicAccessBlockCommand } from '@aws-sdk/client-s3-control';
import { by } from './commands';

/** Sets the block of an account; the command for a bucket has the same name in another client. */
export const putAccountBlock = by('s3control', PutPublicAccessBlockCommand);

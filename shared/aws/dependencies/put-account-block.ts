import { PutPublicAccessBlockCommand } from '@aws-sdk/client-s3-control';
import { by } from './commands';

/** Of an account; the command of a bucket has the same name in another client. */
export const putAccountBlock = by('s3control', PutPublicAccessBlockCommand);

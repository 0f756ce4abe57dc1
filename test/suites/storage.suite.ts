import { suiteOf } from './suite-of';

suiteOf('sandbox/s3', 'sandbox/dynamodb', 'sandbox/kms', 'sandbox/logs', 'sandbox/sns');

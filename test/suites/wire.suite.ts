import { suiteOf } from './suite-of';

suiteOf('sandbox/core', 'sandbox/events', 'sandbox/sqs');

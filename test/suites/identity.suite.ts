import { suiteOf } from './suite-of';

suiteOf('sandbox/iam', 'sandbox/account');

import { suiteOf } from './suite-of';

suiteOf('sandbox/cloudtrail', 'sandbox/organizations', 'sandbox/sts');

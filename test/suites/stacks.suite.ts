import { suiteOf } from './suite-of';

suiteOf('sandbox/cloudformation', 'sandbox/lambda');

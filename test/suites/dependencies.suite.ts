import { suiteOf } from './suite-of';

suiteOf('aws/dependencies');

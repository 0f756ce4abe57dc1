import { suiteOf } from './suite-of';

suiteOf('aws/incidents');

import { suiteOf } from './suite-of';

suiteOf('replay');

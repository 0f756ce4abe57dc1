import { suiteOf } from './suite-of';

suiteOf('sandbox');

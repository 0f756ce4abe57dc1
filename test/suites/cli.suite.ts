import { suiteOf } from './suite-of';

suiteOf('cli/');

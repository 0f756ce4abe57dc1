import { suiteOf } from './suite-of';

suiteOf('guidance', 'report');

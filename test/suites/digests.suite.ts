import { suiteOf } from './suite-of';

suiteOf('digests', 'delivery');

import { suiteOf } from './suite-of';

suiteOf('core');

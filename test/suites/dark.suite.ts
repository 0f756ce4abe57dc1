import { suiteOf } from './suite-of';

suiteOf('dark');

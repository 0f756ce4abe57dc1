import { suiteOf } from './suite-of';

suiteOf('templates', 'releases');

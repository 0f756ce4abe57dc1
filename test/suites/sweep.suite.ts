import { suiteOf } from './suite-of';

suiteOf('coverage', 'sweeper');

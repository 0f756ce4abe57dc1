import { suiteOf } from './suite-of';

suiteOf('coverage', 'heartbeat', 'sweeper');

import { suiteOf } from './suite-of';

suiteOf('domain', 'naming', 'baseline-rules', 'responder', 'metrics');

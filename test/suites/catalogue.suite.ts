import { suiteOf } from './suite-of';

suiteOf('techniques', 'runbooks', 'docs', 'reports');

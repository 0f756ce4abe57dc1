import { suiteOf } from './suite-of';

suiteOf('lineage', 'contacts', 'aws/lineage');

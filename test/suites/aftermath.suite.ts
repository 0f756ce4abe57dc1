import { suiteOf } from './suite-of';

suiteOf('aws/lineage', 'contacts', 'dark', 'guidance', 'lineage', 'notifier', 'notify', 'report');

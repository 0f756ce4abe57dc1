import { suiteOf } from './suite-of';

suiteOf('contacts', 'dark', 'guidance', 'lineage', 'notifier', 'notify', 'receivers', 'report');

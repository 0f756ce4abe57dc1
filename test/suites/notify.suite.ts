import { suiteOf } from './suite-of';

suiteOf('notify', 'aws/notify', 'notifier');

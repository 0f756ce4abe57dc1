import { suiteOf } from './suite-of';

suiteOf('playbooks/run', 'playbooks/bucket-policy-machine/');

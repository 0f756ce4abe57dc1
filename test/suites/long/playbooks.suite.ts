import { suiteOf } from '../suite-of';

// A run that is killed at each of its states waits out its leases: a minute for all.
suiteOf('playbooks/bucket-policy-machine/killed');

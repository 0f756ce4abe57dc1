import { suiteOf } from '../suite-of';

// Runs that are killed at each state and wait out their leases, and logins from the call to the decision: minutes.
suiteOf('playbooks/bucket-policy-machine/killed', 'playbooks/logins');

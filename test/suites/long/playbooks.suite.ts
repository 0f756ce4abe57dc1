import { suiteOf } from '../suite-of';

// Runs that wait for people, and runs that are killed at each state and wait out their leases: minutes for all.
suiteOf(
  'playbooks/bucket-policy-machine/killed',
  'playbooks/instance-login-machine',
  'playbooks/logins',
);

import { suiteOf } from '../suite-of';

// A run of instance-login that fails or is killed at each of its states: minutes for all.
suiteOf('playbooks/instance-login-machine/killed');

import { suiteOf } from '../suite-of';

// A run of instance-login that is failed or stopped at each of its states: two minutes on idle cores, and by hand. A run
// that is stopped may still write, so on a busy machine one of them may not end in time.
suiteOf('playbooks/instance-login-machine/stopped');

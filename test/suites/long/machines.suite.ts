import { suiteOf } from '../suite-of';

// Whole runs of instance-login, which wait for people, commands and examiners: minutes for all.
suiteOf('playbooks/instance-login-machine/');

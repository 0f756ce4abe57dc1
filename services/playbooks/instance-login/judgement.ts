import { isAsBefore } from '../../../shared/playbooks/instance-login/as-before';
import { release } from '../../../shared/playbooks/instance-login/release';

/** What decides while a machine is put back. */
export const judgement = { release, isAsBefore } as const;

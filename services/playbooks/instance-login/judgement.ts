import { isAsBefore } from '../../../shared/playbooks/instance-login/as-before';
import { release, releaseGone } from '../../../shared/playbooks/instance-login/release';

/** What decides while a machine is put back. */
export const judgement = { release, releaseGone, isAsBefore } as const;

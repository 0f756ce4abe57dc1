import type { Situations } from '../situation';
import { cloudtrail } from './cloudtrail';
import { data } from './data';
import { events } from './events';
import { runbooks } from './runbooks';
import { s3 } from './s3';

/** By the id of the recorded answer. */
export const situations: Situations = { ...events, ...cloudtrail, ...s3, ...data, ...runbooks };

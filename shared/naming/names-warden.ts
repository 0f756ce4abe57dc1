import type { Subject } from '../domain/subject';
import type { NamedCall } from './call';

/** Not written yet. */
export const namesWarden = (_subject: Subject<'warden'>, _call: NamedCall): boolean => false;

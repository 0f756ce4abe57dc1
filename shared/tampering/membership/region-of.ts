import { field, texts } from '../../record/json';
import type { LogRecord } from '../../record/log-record';

/** The Region that a call on an account names. */
export const regionOf = ({ request }: LogRecord): readonly string[] =>
  texts(field(request, 'regionName'));

import type { LogRecord } from '../../record/log-record';
import type { Row } from '../../record/row';

/**
 * Most denied calls have no parameters; what was asked for stands only in the message: "… is not
 * authorized to perform: events:DeleteRule on resource: arn:… because …".
 */
export function denied({ errorCode, errorMessage = '' }: LogRecord, row: Row): readonly string[] {
  if (!errorCode || row.class === 'adjacent') return [];
  const [, resource] = /on resource: "?(arn:[^\s"]+)/.exec(errorMessage) ?? [];
  return resource && !resource.endsWith(':*') && !resource.endsWith('/*') ? [resource] : [];
}

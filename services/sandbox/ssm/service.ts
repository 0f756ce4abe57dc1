import { named, type Service } from '../core/service';
import * as calendars from './actions/calendars';
import * as documents from './actions/documents';
import * as parameters from './actions/parameters';

/** Of Systems Manager: Parameter Store, documents and change calendars. */
export const ssmService: Service = {
  id: 'ssm',
  eventSource: 'ssm.amazonaws.com',
  wire: { protocol: 'json', version: '1.1', targetPrefix: 'AmazonSSM' },
  actions: named(calendars, documents, parameters),
};
